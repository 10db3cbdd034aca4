"""Paying direct payments over REST: instalments, calendars, single sums, over-payments, why."""

from datetime import timedelta
from typing import Any

import pytest

from tests import worlds_of_plans as plans
from tests.api.client import caller
from tests.api.direct_payments import everything
from tests.factories import NOW, World


def test_an_instalment_says_why_it_is_what_it_is(world: World) -> None:
    plans.active(world, world.daniel)
    plans.prepare(world, plans.MONDAY)
    finance = caller(world.finance)
    # 21 days from Monday 23 November are left of the council's four weeks: 3 x £280.00.
    (row,) = finance.get("/instalments?state=planned&pay_on=2026-11-23").json()["data"]
    assert (row["amount"], row["contribution"], row["person"]["name"]) == (
        "840.00", "90.00", "Daniel Okafor",
    )  # fmt: skip
    assert (row["starts_on"], row["ends_on"]) == ("2026-11-23", "2026-12-13")
    assert [(line["code"], line["amount"], line["direction"]) for line in row["lines"]] == [
        ("support", "930.00", "in"),
        ("contribution", "90.00", "out"),
    ]
    assert finance.get(f"/instalments/{row['id']}").json() == row


def test_the_calendar_of_a_year(world: World) -> None:
    budget = plans.active(world, world.daniel)
    plans.prepare(world, plans.MONDAY)
    daniel = caller(world.holder(world.daniel))
    path = f"/budgets/{budget.id}/calendar"
    year = daniel.get(path).json()
    assert (year["starts_on"], year["ends_on"]) == ("2026-11-22", "2027-11-22")
    first, second = year["entries"][:2]
    assert (first["amount"], first["to_come"], first["state"]) == ("840.00", False, "planned")
    assert (second["amount"], second["to_come"], second["pay_on"]) == (
        "1120.00", True, "2026-12-14",
    )  # fmt: skip
    assert second["instalment"] is None
    assert len(year["entries"]) == 1 + 13
    later = daniel.get(f"{path}?from=2027-03-01&until=2027-03-31").json()["entries"]
    assert [one["pay_on"] for one in later] == ["2027-03-08"]
    absurd = daniel.get(f"{path}?until=9999-12-31")
    assert (absurd.status_code, absurd.json()["errors"][0]["parameter"]) == (400, "until")
    assert daniel.get(f"{path}?from=9999-12-31").status_code == 400
    assert daniel.get(f"{path}?from=0001-01-01&until=0001-01-02").json()["entries"] == []


def test_the_lines_of_why_add_up_to_the_balance(world: World) -> None:
    draft = plans.plan(account_kind="card")
    budget = plans.active(world, world.daniel, draft)
    plans.pay(world, plans.MONDAY, now=NOW + timedelta(days=1))
    why = caller(world.practitioner).get(f"/budgets/{budget.id}/why").json()
    pence = sum(
        int(line["amount"].replace(".", "")) * (1 if line["direction"] == "in" else -1)
        for line in why["lines"]
    )
    assert (pence, why["balance"], why["left"]) == (840_00, "840.00", "840.00")
    assert why["known_from"] == "card"


def test_a_single_sum_is_proposed_agreed_and_goes_out(world: World) -> None:
    budget = plans.active(world, world.daniel)
    ama, priya = caller(world.practitioner), caller(world.manager)
    body = {
        "budget": str(budget.id),
        "kind": "start_up",
        "amount": "120.00",
        "due_on": "2026-11-23",
        "words": "Insurance",
    }
    first, second = (ama.post("/one-offs", body).json() for _ in range(2))
    assert priya.step(f"/one-offs/{first['id']}", "agree").json()["state"] == "agreed"
    assert ama.step(f"/one-offs/{second['id']}", "withdraw").json()["state"] == "withdrawn"
    (instalment,) = plans.prepare(world, plans.MONDAY)
    assert instalment.pence == 840_00 + 120_00
    late = ama.step(f"/one-offs/{first['id']}", "withdraw")
    assert (late.status_code, late.json()["code"]) == (409, "one_off_decided")
    rows = ama.get("/one-offs?state=withdrawn&kind=start_up").json()["data"]
    assert [row["id"] for row in rows] == [second["id"]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amount": "0.00"}, "sum_missing"),
        ({"due_on": "2126-11-23"}, "day_absurd"),
        ({"kind": "recovery"}, "invalid"),
        ({"words": "  "}, "invalid"),
    ],
)
def test_a_single_sum_that_cannot_be_meant(world: World, change: dict[str, Any], code: str) -> None:
    budget = plans.active(world, world.daniel)
    before = everything()
    body = {"budget": str(budget.id), "kind": "one_off", "amount": "1.00",
            "due_on": "2026-11-23", "words": "x"}  # fmt: skip
    refused = caller(world.practitioner).post("/one-offs", body | change)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert everything() == before


def test_nobody_agrees_their_own_single_sum(world: World) -> None:
    budget = plans.active(world, world.daniel)
    priya = caller(world.manager)
    body = {"budget": str(budget.id), "kind": "one_off", "amount": "1.00",
            "due_on": "2026-11-23", "words": "x"}  # fmt: skip
    proposed = priya.post("/one-offs", body).json()
    refused = priya.step(f"/one-offs/{proposed['id']}", "agree")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_draft")


def overpaid(world: World) -> dict[str, Any]:
    """£280.00 a week was planned for three weeks, of which £250.00 is due: £90.00 too much."""
    budget = plans.active(world, world.daniel)
    plans.prepare(world, plans.MONDAY)
    ama, priya = caller(world.practitioner), caller(world.manager)
    body = {
        "budget": str(budget.id),
        "starts_on": "2026-11-23",
        "total": "280.00",
        "contribution": "30.00",
        "why": "Fewer hours",
        "takes_place": True,
    }
    proposed = ama.post("/budget-statements", body).json()
    priya.step(f"/budget-statements/{proposed['id']}", "agree")
    (row,) = ama.get("/adjustments?state=open").json()["data"]
    assert (row["amount"], row["cause"]["kind"], row["budget"]) == (
        "90.00", "statement", str(budget.id),
    )  # fmt: skip
    return dict(row)


def test_an_overpayment_is_spread(world: World) -> None:
    path = f"/adjustments/{overpaid(world)['id']}"
    body = {"over_instalments": 3, "words": "As we agreed on the phone"}
    spread = caller(world.manager).step(path, "spread", body).json()
    assert (spread["state"], spread["over_instalments"]) == ("spread", 3)
    (instalment,) = plans.prepare(world, plans.MONDAY.replace(month=12, day=14))
    assert instalment.pence == 4 * 250_00 - 30_00
    again = caller(world.manager).step(path, "waive", {"words": "Or not"})
    assert (again.status_code, again.json()["code"]) == (409, "overpayment_decided")


def test_an_overpayment_is_waived_by_a_manager_alone(world: World) -> None:
    path = f"/adjustments/{overpaid(world)['id']}"
    body = {"words": "It was our mistake"}
    assert caller(world.practitioner).post(f"{path}/waive", body, If_Match="*").status_code == 403
    assert caller(world.manager).step(path, "waive", body).json()["state"] == "waived"
    for number in (0, 53):
        wrong = {"over_instalments": number, "words": "x"}
        assert caller(world.manager).step(path, "spread", wrong).status_code == 422


def test_rates_are_dated_and_stand_beside_the_nations(world: World) -> None:
    finance = caller(world.finance)
    body = {"name": "pa_hour", "value": 1440, "starts_on": "2027-04-05", "source": "Cabinet"}
    assert finance.post("/rates", body).json()["unit"] == "pence_an_hour"

    def rate(name: str, on: str) -> Any:
        rates = finance.get(f"/rates/in-force?on={on}").json()["rates"]
        return next((one["words"] for one in rates if one["name"] == name), None)

    assert [rate("pa_hour", on) for on in ("2027-04-04", "2027-04-05")] == [None, "£14.40 an hour"]
    assert rate("minimum_wage_21", "2026-11-22") == "£12.71 an hour"
    assert [row["value"] for row in finance.get("/rates?name=pa_hour").json()["data"]] == [1440]
    refused = finance.post("/rates", body | {"name": "minimum_wage_21"})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    missing = finance.ask(
        "post",
        "/rates/preview",
        {"support": {"agency_minutes_per_week": 60}, "starts_on": "2026-11-23"},
    )
    assert (missing.status_code, missing.json()["code"]) == (409, "rate_missing")


def test_lists_ask_a_steady_number_of_questions(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for person in (world.daniel, world.rosa):
        plans.active(world, person)
    plans.prepare(world, plans.MONDAY)
    auditor = caller(world.auditor)
    for path in (
        "/budgets", "/budget-statements", "/budget-changes", "/conditions", "/pauses",
        "/one-offs", "/adjustments", "/instalments",
    ):  # fmt: skip
        auditor.get(path)
        with django_assert_max_num_queries(16):
            auditor.get(path)


def test_when_the_council_pays(world: World) -> None:
    plans.active(world, world.daniel)
    finance = caller(world.finance)
    days = finance.get("/pay-days/coming").json()["data"]
    # Sunday 22 November is no day to pay: what is due goes out on Monday.
    assert (days[0]["pay_on"], days[0]["count"], days[0]["total"]) == ("2026-11-23", 1, "840.00")
    closed = finance.post("/closed-days", {"day": "2026-12-14", "words": "Training"})
    assert (closed.status_code, closed.json()["day"]) == (201, "2026-12-14")
    days = finance.get("/pay-days/coming").json()["data"]
    assert days[1]["pay_on"] == "2026-12-11"
    path = f"/closed-days/{closed.json()['id']}"
    assert finance.ask("delete", path).status_code == 204
    assert finance.get("/closed-days").json()["data"] == []
    body = {"frequency": "four_weekly", "anchor_on": "2026-12-14", "lead_days": 3}
    assert finance.post("/pay-calendars", body).json()["lead_days"] == 3
    for wrong, code in (
        ({"frequency": "once"}, "no_periods"),
        ({"lead_days": 29}, "lead_too_long"),
        ({"lead_days": -1}, "invalid"),
    ):
        refused = finance.post("/pay-calendars", body | wrong)
        assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_nothing_is_said_to_be_left_where_nobody_knows(world: World) -> None:
    budget = plans.active(world, world.daniel)
    why = caller(world.practitioner).get(f"/budgets/{budget.id}/why").json()
    assert (why["left"], why["known_until"], why["known_from"]) == (None, None, "nothing")
