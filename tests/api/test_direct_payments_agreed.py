"""A direct payment over REST: written down by one, agreed by another, when the law lets it."""

from typing import Any

import pytest

from budgets.plans.models import Budget, BudgetStatement
from payments.outside.models import Message
from tests import worlds_of_plans as plans
from tests.api.client import caller
from tests.api.direct_payments import DRAFT, FIGURES, draft_for, everything
from tests.factories import World, make_world

CONDITIONS = ("s31_capacity", "s31_not_prohibited", "s31_capable", "s31_appropriate")


def test_it_is_written_down_agreed_and_active_when_the_law_lets_it(world: World) -> None:
    ama, priya = caller(world.practitioner), caller(world.manager)
    drafted = ama.post("/budgets", draft_for(world.daniel))
    assert (drafted.status_code, drafted.json()["state"]) == (201, "draft")
    said = drafted.json()
    assert (said["figures"], said["proposed"]["council_share"]) == (None, "280.00")
    assert said["outcomes"] == ["I see my friends each week"]
    assert [one["name"] for one in said["holders"]] == ["Daniel Okafor"]
    path = f"/budgets/{said['id']}"
    agreed = priya.step(path, "agree").json()
    assert (agreed["state"], agreed["agreed_on"]) == ("agreed", "2026-11-22")
    assert [one["stands"] for one in agreed["conditions"]] == [None] * 4
    for code in CONDITIONS:
        body = {"code": code, "stands": True, "decided_on": "2026-11-20", "why": "Seen"}
        active = ama.step(path, "conditions", body).json()
    assert (active["state"], {one["stands"] for one in active["conditions"]}) == ("active", {True})
    assert ama.get(path).json() == active


def test_figures_are_worked_out_from_support(world: World) -> None:
    finance, ama = caller(world.finance), caller(world.practitioner)
    for name, value in (("agency_hour", 2400), ("contingency_percent", 1000)):
        rate = {"name": name, "value": value, "starts_on": "2026-11-01", "source": "Cabinet"}
        assert finance.post("/rates", rate).status_code == 201
    support = {
        "agency_minutes_per_week": 600,  # 10 hours at £24.00 = £240.00
        "weekly_sums": [{"words": "The bus to the choir", "amount": "6.00"}],
        "contingency": True,  # 10 % of £246.00 = £24.60
    }
    asked = {"support": support, "starts_on": "2026-11-23"}
    worked_out = ama.ask("post", "/rates/preview", asked).json()
    assert worked_out["total"] == "270.60"
    assert [line["amount"] for line in worked_out["lines"]] == ["240.00", "6.00", "24.60"]
    assert BudgetStatement.objects.count() == 0
    figures = {"starts_on": "2026-11-23", "support": support, "why": "As worked out"}
    drafted = ama.post("/budgets", draft_for(world.daniel, figures=figures)).json()
    assert drafted["proposed"]["total"] == "270.60"
    assert drafted["proposed"]["lines"] == worked_out["lines"]
    assert drafted["proposed"]["lines"][0]["rates"][0]["value"] == 2400


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"figures": FIGURES | {"total": "29.99"}}, 422, "contribution_above_total"),
        ({"figures": FIGURES | {"total": "0.00"}}, 422, "total_missing"),
        ({"figures": FIGURES | {"starts_on": "1999-12-31"}}, 422, "day_absurd"),
        ({"figures": {"starts_on": "2026-11-23", "why": "Neither"}}, 422, "invalid"),
        ({"figures": FIGURES | {"support": {"contingency": True}}}, 422, "invalid"),
        ({"figures": FIGURES | {"lines": [{"words": "x", "amount": "1.00"}]}}, 422,
         "lines_dont_add_up"),
        ({"contribution_mode": "none"}, 422, "contribution_mode_missing"),
        ({"purposes": []}, 422, "purposes_missing"),
        ({"purposes": [{"purpose": "magic", "words": "x"}]}, 422, "invalid"),
        ({"kind": "recovery"}, 422, "invalid"),
        ({"ends_on": "2026-11-22"}, 422, "ends_before_start"),
        ({"holder": {"kind": "nominated_person"}}, 422, "holder_unnamed"),
        ({"holder": {"kind": "nominated_person", "full_name": "Ngozi"}}, 422, "consent_missing"),
        ({"holder": {"kind": "authorised_person", "full_name": "Ngozi",
                     "consented_on": "2026-11-20"}}, 422, "capacity_undecided"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_leaves_nothing(
    world: World, change: dict[str, Any], status: int, code: str
) -> None:
    before = everything()
    refused = caller(world.practitioner).post("/budgets", draft_for(world.daniel, **change))
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert everything() == before


def test_what_is_wrong_is_pointed_at(world: World) -> None:
    wrong = DRAFT["purposes"] + [{"purpose": "magic", "words": ""}]
    body = draft_for(world.daniel, purposes=wrong, holder={"kind": "person", "age": 3})
    refused = caller(world.practitioner).post("/budgets", body).json()
    assert {(one["pointer"], one["code"]) for one in refused["errors"]} == {
        ("/purposes/1/purpose", "invalid"),
        ("/purposes/1/words", "blank"),
        ("/holder/age", "unknown"),
    }


def test_nobody_agrees_what_they_wrote(world: World) -> None:
    priya = caller(world.manager)
    path = f"/budgets/{priya.post('/budgets', draft_for(world.daniel)).json()['id']}"
    before = everything()
    refused = priya.step(path, "agree")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_draft")
    assert everything() == before
    assert Budget.objects.get().state == "draft"


def test_one_draft_for_one_key_and_one_agreement_for_one_state(world: World) -> None:
    ama, priya = caller(world.practitioner), caller(world.manager)
    first, again = (ama.post("/budgets", draft_for(world.daniel), key="k") for _ in range(2))
    assert (first.content, Budget.objects.count()) == (again.content, 1)
    path = f"/budgets/{first.json()['id']}"
    assert priya.post(f"{path}/agree").status_code == 428
    tag = priya.get(path).headers["ETag"]
    agreed = priya.post(f"{path}/agree", key="a", If_Match=tag)
    assert priya.post(f"{path}/agree", key="a", If_Match=tag).content == agreed.content
    assert priya.post(f"{path}/agree", key="b", If_Match=tag).status_code == 412


def test_new_figures_are_proposed_withdrawn_and_agreed(world: World) -> None:
    budget = plans.active(world, world.daniel)
    ama, priya = caller(world.practitioner), caller(world.manager)
    body = {
        "budget": str(budget.id),
        "starts_on": "2027-01-04",
        "total": "340.00",
        "lines": [{"words": "Mornings", "amount": "240.00"}, {"words": "Bus", "amount": "100.00"}],
        "why": "Two more hours",
    }
    first = ama.post("/budget-statements", body)
    assert (first.status_code, first.json()["number"], first.json()["state"]) == (
        201, 2, "proposed",
    )  # fmt: skip
    waiting = ama.post("/budget-statements", body)
    assert (waiting.status_code, waiting.json()["code"]) == (409, "statement_waiting")
    taken_back = ama.step(f"/budget-statements/{first.json()['id']}", "withdraw")
    assert taken_back.json()["state"] == "withdrawn"
    second = ama.post("/budget-statements", body).json()
    agreed = priya.step(f"/budget-statements/{second['id']}", "agree")
    assert (agreed.json()["state"], agreed.json()["council_share"]) == ("agreed", "340.00")
    assert [line["words"] for line in agreed.json()["lines"]] == ["Mornings", "Bus"]
    rows = ama.get(f"/budget-statements?budget={budget.id}&state=agreed").json()["data"]
    assert [row["number"] for row in rows] == [3, 1]
    again = priya.step(f"/budget-statements/{first.json()['id']}", "agree")
    assert (again.status_code, again.json()["code"]) == (409, "statement_decided")


def test_somebody_else_manages_the_money(world: World) -> None:
    budget = plans.active(world, world.daniel)
    ama, path = caller(world.practitioner), f"/budgets/{budget.id}"
    body = {
        "kind": "nominated_person",
        "full_name": "Ngozi Okafor",
        "email": "ngozi@home.example",
        "consented_on": "2026-11-20",
        "starts_on": "2026-11-30",
    }
    said = ama.step(path, "holder", body).json()
    assert [(one["name"], one["starts_on"], one["ends_on"]) for one in said["holders"]] == [
        ("Daniel Okafor", "2026-11-23", "2026-11-29"),
        ("Ngozi Okafor", "2026-11-30", None),
    ]
    absurd = ama.step(path, "holder", body | {"starts_on": "0001-01-01"})
    assert (absurd.status_code, absurd.json()["code"]) == (422, "day_absurd")
    link = ama.post(f"{path}/payee-link").json()["link"]
    assert "/pay/" in link
    sent = ama.post(f"{path}/payee-link/send")
    assert (sent.status_code, sent.json()) == (201, {"address": world.daniel.email})
    assert Message.objects.filter(about_id=budget.id).count() == 1


def test_a_condition_that_falls_stops_payments_at_once(world: World) -> None:
    budget = plans.active(world, world.daniel)
    ama, path = caller(world.practitioner), f"/budgets/{budget.id}"
    body = {"code": "s31_capable", "stands": False, "decided_on": "2026-11-22", "why": "Unwell"}
    fallen = ama.step(path, "conditions", body).json()
    assert fallen["state"] == "suspended"
    by_code = {one["code"]: one["stands"] for one in fallen["conditions"]}
    assert by_code == dict.fromkeys(CONDITIONS, True) | {"s31_capable": False}
    rows = ama.get(f"/conditions?budget={budget.id}&code=s31_capable").json()["data"]
    assert [(row["stands"], row["why"]) for row in rows] == [
        (False, "Unwell"),
        (True, "We talked about it together."),
    ]
    none = ama.step(path, "conditions", body | {"code": "s32_capable"})
    assert (none.status_code, none.json()["code"]) == (422, "condition_unknown")


def test_each_sees_what_is_theirs(world: World) -> None:
    budget, hers = plans.active(world, world.daniel), plans.active(world, world.rosa)
    daniel, elsewhere = caller(world.holder(world.daniel)), make_world()
    assert daniel.get(f"/budgets/{budget.id}").status_code == 200
    for path in (f"/budgets/{hers.id}", f"/budgets/{hers.id}/why", f"/budgets/{hers.id}/calendar"):
        assert daniel.get(path).status_code == 404
        assert caller(elsewhere.finance).get(path).status_code == 404
    for path in ("/budget-statements", "/budget-changes", "/conditions"):
        owners = {row["budget"] for row in daniel.get(path).json()["data"]}
        assert owners == {str(budget.id)}
    finance = caller(world.finance)
    assert len(finance.get("/budget-statements").json()["data"]) == 2
    assert finance.get("/conditions").status_code == 403
    assert daniel.post(f"/budgets/{budget.id}/agree", If_Match="*").status_code == 403


def test_a_look_at_a_budget_is_kept(world: World) -> None:
    budget = plans.active(world, world.daniel)
    ama, daniel = caller(world.practitioner), caller(world.holder(world.daniel))
    for path in ("", "/why", "/calendar"):
        ama.get(f"/budgets/{budget.id}{path}")
    ama.get("/budget-statements")
    seen = daniel.get(f"/people/{world.daniel.id}/reads").json()["data"]
    assert {row["what"] for row in seen} == {
        "getBudget", "getWhy", "getCalendar", "listBudgetStatements",
    }  # fmt: skip


def test_lists_are_narrowed(world: World) -> None:
    plans.active(world, world.daniel)
    plans.drafted(world, world.rosa)
    ama = caller(world.practitioner)
    for query, people in (
        ("state=draft", ["Rosa Marsh"]),
        ("state=active", ["Daniel Okafor"]),
        ("frequency=four_weekly&holder_kind=person", ["Daniel Okafor", "Rosa Marsh"]),
        (f"person={world.rosa.id}", ["Rosa Marsh"]),
    ):
        rows = ama.get(f"/budgets?{query}").json()["data"]
        assert sorted(row["person"]["name"] for row in rows) == people
    assert ama.get("/budgets?state=gone").status_code == 400
