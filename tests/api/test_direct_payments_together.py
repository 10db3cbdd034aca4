"""Reviews, uplifts and shared budgets over REST: what is talked about, and done by two."""

from typing import Any

import pytest

from budgets.plans.models import BudgetStatement, CareReview, Uplift
from budgets.plans.values import HolderKind
from budgets.plans.values.drafting import HolderDraft
from tests import worlds_of_plans as plans
from tests.api.client import caller
from tests.api.direct_payments import everything, saved
from tests.factories import NOW, World


def test_a_review_is_due_booked_and_held(world: World) -> None:
    budget = saved(world, world.daniel)
    ama, about = caller(world.practitioner), {"budget": str(budget.id)}
    # Within six months of the first payment: not soon, unless somebody worries.
    assert ama.get(f"/budgets/{budget.id}/next-review").json()["due_on"] == "2027-05-22"
    assert ama.get("/reviews-due").json()["data"] == []
    ama.post("/concerns", about | {"words": "Nobody came"})
    (row,) = ama.get("/reviews-due").json()["data"]
    assert (row["due_on"], row["reason"], row["overdue"]) == ("2026-12-20", "concern", False)
    assert ama.get("/reviews-due?state=overdue").json()["data"] == []
    assert ama.get(f"/reviews-due?team={world.team.id}&state=due").json()["data"] == [row]
    booked = ama.post("/review-bookings", about | {"at": "2026-12-03T14:00:00Z"}).json()
    assert booked["booked_for"] == "2026-12-03T14:00:00Z"
    file = ama.get("/reviews-due/calendar")
    assert file.headers["Content-Type"] == "text/calendar"
    assert b"DTSTART" in file.content
    assert b"Okafor" not in file.content
    held = about | {"held_on": "2026-11-22", "works": "The mornings"}
    said = ama.post("/reviews", held).json()
    assert (said["works"], said["held_by"]) == ("The mornings", str(world.practitioner.user_id))
    assert ama.get("/reviews-due").json()["data"] == []
    daniel = caller(world.holder(world.daniel))
    (his,) = daniel.get("/reviews-held").json()["data"]
    assert (his["works"], "concern" in his) == ("The mornings", False)
    assert caller(world.finance).get("/reviews-held").status_code == 403


def test_only_staff_read_what_worries_somebody(world: World) -> None:
    budget = plans.active(world, world.daniel)
    daniel, ama = caller(world.holder(world.daniel)), caller(world.practitioner)
    body = {"budget": str(budget.id), "words": "Nobody came on Tuesday"}
    ama.post("/concerns", body | {"words": "His friend takes the money"})
    said = daniel.post("/concerns", body)
    assert (said.status_code, said.json()) == (
        201, {"budget": str(budget.id), "due_on": "2026-12-20"},
    )  # fmt: skip
    (review,) = ama.get("/reviews?reason=concern&state=open").json()["data"]
    assert "friend" in review["concern"]
    assert "Tuesday" in review["concern"]
    assert daniel.get("/reviews").status_code == 403
    mine = f"/budgets/{budget.id}/next-review"
    for path in (mine, f"{mine}/calendar", "/budget-changes", "/reviews-held"):
        assert b"friend" not in daniel.get(path).content
    assert daniel.get(mine).json()["due_on"] == "2026-12-20"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/reviews", {"held_on": "2026-11-23", "works": "x"}, 422, "review_to_come"),
        ("/reviews", {"held_on": "2026-11-01", "works": "x"}, 422, "review_too_early"),
        ("/reviews", {"held_on": "2026-11-22"}, 422, "review_empty"),
        ("/review-bookings", {"at": "2026-11-22T10:00:00Z"}, 422, "booking_past"),
        ("/review-bookings", {"at": "2026-12-03T14:00:00"}, 422, "invalid"),
        ("/concerns", {"words": ""}, 422, "invalid"),
    ],
)
def test_a_review_that_cannot_be_meant(
    world: World, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    draft = plans.plan(statement={"starts_on": NOW.date()})
    budget = plans.active(world, world.daniel, draft)
    before = everything()
    refused = caller(world.practitioner).post(path, body | {"budget": str(budget.id)})
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert (everything(), CareReview.objects.count()) == (before, 0)


UPLIFT = {
    "words": "The yearly uplift",
    "starts_on": "2027-04-05",
    "percent_points": 450,
    "budgets": {"purposes": ["personal_assistance"]},
}


def test_an_uplift_is_previewed_by_one_and_agreed_by_another(world: World) -> None:
    plans.active(world, world.daniel)
    waiting = plans.active(world, world.rosa)
    body = {
        "budget": str(waiting.id),
        "starts_on": "2027-01-04",
        "total": "320.00",
        "why": "More",
    }
    caller(world.practitioner).post("/budget-statements", body)
    finance, second = caller(world.finance), caller(world.second_finance)
    prepared = finance.post("/uplifts", UPLIFT).json()
    # £310.00 and 4.5 % of it: £323.95, for Daniel alone.
    totals = prepared["totals"]
    assert (totals["count"], totals["problems"], totals["more_weekly"]) == (1, 1, "13.95")
    path = f"/uplifts/{prepared['id']}"
    (line,) = finance.get(f"{path}/lines?state=raised").json()["data"]
    assert (line["old_weekly"], line["new_weekly"]) == ("310.00", "323.95")
    (problem,) = finance.get(f"{path}/lines?state=problem").json()["data"]
    assert (problem["person"]["name"], bool(problem["problem"])) == ("Rosa Marsh", True)
    own = finance.step(path, "agree")
    assert (own.status_code, own.json()["code"]) == (403, "not_your_uplift")
    assert second.step(path, "agree").json()["state"] == "agreed"
    late = finance.step(path, "withdraw")
    assert (late.status_code, late.json()["code"]) == (409, "uplift_decided")
    assert BudgetStatement.objects.filter(agreed_at__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"percent_points": 0}, "uplift_absurd"),
        ({"percent_points": 5_001}, "invalid"),
        ({"new_rate": "14.40"}, "uplift_absurd"),
        ({"budgets": {"references": ["B-NOBODY"]}}, "filter_unknown"),
        ({"budgets": {"colours": ["red"]}}, "invalid"),
    ],
)
def test_an_uplift_that_cannot_be_meant(world: World, change: dict[str, Any], code: str) -> None:
    plans.active(world, world.daniel)
    refused = caller(world.finance).post("/uplifts", UPLIFT | change)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert Uplift.objects.count() == 0


def test_an_uplift_is_taken_back(world: World) -> None:
    plans.active(world, world.daniel)
    finance = caller(world.finance)
    prepared = finance.post("/uplifts", UPLIFT).json()
    gone = finance.step(f"/uplifts/{prepared['id']}", "withdraw").json()
    assert gone["state"] == "withdrawn"
    rows = finance.get("/uplifts?state=withdrawn").json()["data"]
    assert [row["id"] for row in rows] == [prepared["id"]]
    assert caller(world.practitioner).get("/uplifts").status_code == 403


def test_two_signatories_decide_together(world: World) -> None:
    friend = HolderDraft(
        kind=HolderKind.NOMINATED,
        full_name="Rosa Marsh",
        consented_on=NOW.date(),
        user_id=world.rosa.user_id,
    )
    draft = plans.plan(
        more_holders=(friend,),
        two_signatures_above_pence=100_00,
        statement={"starts_on": NOW.date()},
    )
    budget = plans.active(world, world.daniel, draft)
    daniel, rosa = (caller(world.holder(one)) for one in (world.daniel, world.rosa))
    body = {"budget": str(budget.id), "words": "Popcorn", "amount": "100.00"}
    assert daniel.post("/shared-decisions", body).json()["state"] == "agreed"
    asked = daniel.post("/shared-decisions", body | {"amount": "100.01"}).json()
    assert (asked["state"], asked["needs_two"]) == ("proposed", True)
    path = f"/shared-decisions/{asked['id']}"
    own = daniel.step(path, "agree")
    assert (own.status_code, own.json()["code"]) == (403, "not_your_signature")
    assert rosa.step(path, "agree").json()["state"] == "agreed"
    more = rosa.post("/shared-decisions", body | {"amount": "200.00"}).json()
    assert rosa.step(f"/shared-decisions/{more['id']}", "withdraw").json()["state"] == "withdrawn"
    rows = daniel.get("/shared-decisions?state=agreed").json()["data"]
    assert len(rows) == 2
    ama, home = caller(world.practitioner), f"/budgets/{budget.id}"
    third = {
        "kind": "nominated_person",
        "full_name": "Ngozi Okafor",
        "consented_on": "2026-11-20",
        "starts_on": "2026-12-01",
    }
    assert len(ama.step(home, "signatories", third).json()["holders"]) == 3
    hers = ama.get(home).json()["holders"][1]
    last = ama.step(home, "end-signatory", {"holder": hers["id"], "ends_on": "2026-11-30"})
    assert last.json()["holders"][1]["ends_on"] == "2026-11-30"
    absurd = ama.step(home, "end-signatory", {"holder": hers["id"], "ends_on": "9999-12-31"})
    assert (absurd.status_code, absurd.json()["code"]) == (422, "day_absurd")
    mine = {"holder": last.json()["holders"][0]["id"], "ends_on": "2026-12-31"}
    assert ama.step(home, "end-signatory", mine).status_code == 200
    left = {"holder": last.json()["holders"][2]["id"], "ends_on": "2027-01-31"}
    alone = ama.step(home, "end-signatory", left)
    assert (alone.status_code, alone.json()["code"]) == (409, "last_signatory")
