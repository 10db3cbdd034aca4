"""Ending a direct payment over REST: what is paid first, what is left, and whose it is."""

from typing import Any

import pytest

from budgets.plans.models import Budget, Ending
from payments.payouts.models import Payment
from tests import worlds_of_plans as plans
from tests.api.client import Caller, caller
from tests.api.direct_payments import JUNE, everything, saved
from tests.factories import World

END = {"reason": "moved", "ends_on": "2026-11-21", "words": "Daniel moves to Leeds."}


def ended(world: World, budget: Budget) -> tuple[Caller, str]:
    """The practitioner, and where the ending that they began is."""
    ama = caller(world.practitioner)
    said = ama.step(f"/budgets/{budget.id}", "end", END).json()
    assert (said["state"], said["ends_on"]) == ("ending", "2026-11-21")
    (row,) = ama.get(f"/endings?budget={budget.id}&state=ending").json()["data"]
    return ama, f"/endings/{row['id']}"


def test_what_is_owed_is_paid_first_and_the_rest_is_decided(world: World) -> None:
    budget = saved(world, world.daniel)
    ama, path = ended(world, budget)
    body = {"kind": "bill", "amount": "84.00", "words": "The agency's last bill"}
    said = ama.step(path, "steps", body).json()
    assert (said["left"]["to_be_paid"], said["left"]["on_the_books"]) == ("84.00", "6720.00")
    assert said["left"]["to_give_back"] == "6636.00"
    (step,) = said["steps"]
    paid = ama.step(
        f"/ending-steps/{step['id']}", "settle", {"amount": "80.00", "on": "2026-11-22"}
    ).json()
    assert (paid["settled"], paid["settled_on"]) == ("80.00", "2026-11-22")
    left = ama.get(path).json()["left"]
    assert (left["on_the_books"], left["to_give_back"]) == ("6640.00", "6640.00")
    early = ama.step(path, "settle")
    assert (early.status_code, early.json()["code"]) == (409, "money_left")
    own = ama.ask("post", f"{path}/write-off", {"amount": "1.00", "words": "x"},
                  Idempotency_Key="w", If_Match="*")  # fmt: skip
    assert own.status_code == 403
    priya = caller(world.manager)
    above = priya.step(path, "write-off", {"amount": "6640.01", "words": "Let it be"})
    assert (above.status_code, above.json()["code"]) == (409, "above_what_is_left")
    written = priya.step(path, "write-off", {"amount": "6640.00", "words": "Let it be"}).json()
    assert (written["written_off"], written["left"]["on_the_books"]) == ("6640.00", "0.00")
    settled = ama.step(path, "settle").json()
    assert (settled["state"], settled["settled_by"]) == ("ended", str(world.practitioner.user_id))
    assert ama.get(f"/budgets/{budget.id}").json()["state"] == "ended"


def test_what_was_paid_ahead_is_the_persons_own(world: World) -> None:
    budget = saved(world, world.daniel)
    paid = {
        "budget": str(budget.id),
        "amount": "800.00",
        "paid_on": "2026-11-20",
        "how": "debit",
    }
    caller(world.finance).post("/contributions", paid)
    ama, path = ended(world, budget)
    # £30.00 a week from 29 June to 21 November, 146 days: 146 x 30.00 / 7 = 625.71 were due.
    left = ama.get(path).json()["left"]
    assert (left["own"], left["owed"]) == ("174.29", "0.00")
    above = ama.step(path, "own-money", {"amount": "174.30"})
    assert (above.status_code, above.json()["code"]) == (409, "not_their_own")
    assert ama.step(path, "own-money", {"amount": "174.29"}).json()["left"]["own"] == "0.00"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"reason": "chosen"}, 422, "ends_in_the_past"),
        ({"reason": "died"}, 409, "death_unrecorded"),
        ({"ends_on": "2026-01-01"}, 422, "ends_before_start"),
        ({"reason": "because"}, 422, "invalid"),
    ],
)
def test_an_ending_that_cannot_be_meant(
    world: World, change: dict[str, Any], status: int, code: str
) -> None:
    budget = saved(world, world.daniel)
    before = everything()
    path = f"/budgets/{budget.id}"
    refused = caller(world.practitioner).step(path, "end", END | change)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert (everything(), Ending.objects.count()) == (before, 0)


def test_a_death_ends_every_budget_and_pays_nobody(world: World) -> None:
    budget, hers = saved(world, world.daniel), plans.active(world, world.rosa)
    plans.prepare(world, plans.MONDAY)
    ama = caller(world.practitioner)
    path = f"/people/{world.daniel.id}"
    ahead = ama.step(path, "death", {"died_on": "2026-11-23"})
    assert (ahead.status_code, ahead.json()["code"]) == (422, "death_in_future")
    said = ama.step(path, "death", {"died_on": "2026-11-19"}).json()
    assert said["died_on"] == "2026-11-19"
    states = {row["id"]: row["state"] for row in ama.get("/budgets").json()["data"]}
    assert states == {str(budget.id): "ending", str(hers.id): "active"}
    assert not Payment.objects.filter(to_account=budget.account, state="planned").exists()
    (row,) = ama.get("/endings").json()["data"]
    assert (row["reason"], row["ends_on"]) == ("died", "2026-11-19")
    late = ama.step(path, "death", {"died_on": "2026-11-18"}).json()
    assert late["died_on"] == "2026-11-18"


def test_a_step_is_settled_once_and_in_its_turn(world: World) -> None:
    budget = saved(world, world.daniel)
    ama, path = ended(world, budget)
    for kind in ("bill", "final_pay"):
        ama.step(path, "steps", {"kind": kind, "amount": "50.00", "words": f"For {kind}"})
    pay, bill = ama.get(path).json()["steps"]
    assert (pay["kind"], bill["kind"]) == ("final_pay", "bill")
    body = {"amount": "50.00", "on": "2026-11-22"}
    early = ama.step(f"/ending-steps/{bill['id']}", "settle", body)
    assert (early.status_code, early.json()["code"]) == (409, "steps_out_of_order")
    for step in (pay, bill):
        assert ama.step(f"/ending-steps/{step['id']}", "settle", body).status_code == 200
    other = ama.step(f"/ending-steps/{bill['id']}", "settle", body | {"amount": "60.00"})
    assert (other.status_code, other.json()["code"]) == (409, "step_settled")
    assert ama.get(path).json()["left"]["on_the_books"] == "6620.00"


def test_what_was_earned_is_paid_though_payments_were_stopped(world: World) -> None:
    budget = plans.active(world, world.daniel, plans.plan(statement={"starts_on": JUNE}))
    ama, home = caller(world.practitioner), f"/budgets/{budget.id}"
    words = {"reason": "worry", "words": "We look into it", "starts_on": "2026-11-20"}
    ama.step(home, "suspend", words)
    _, path = ended(world, budget)
    nothing = ama.step(path, "last-days", {"words": "Sam worked"})
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_short")
    ama.step(path, "steps", {"kind": "final_pay", "amount": "50.00", "words": "Sam"})
    assert ama.step(path, "last-days", {"words": "Sam worked until Friday"}).status_code == 200
    again = ama.step(path, "last-days", {"words": ""})
    assert (again.status_code, again.json()["code"]) == (422, "invalid")
