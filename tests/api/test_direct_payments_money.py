"""What people pay, what is in hand, and what is asked back, over REST."""

from typing import Any

import pytest

from budgets.plans.models import ContributionPaid, MoneyReturn, RepaymentRequest
from payments.outside.models import Message
from tests import worlds_of_plans as plans
from tests.api.client import caller
from tests.api.direct_payments import everything, saved, unpaid
from tests.factories import World

PAID = {"amount": "120.00", "paid_on": "2026-11-20", "how": "standing_order"}


def test_an_assessment_proposes_new_figures(world: World) -> None:
    budget = plans.active(world, world.daniel)
    body = {
        "budget": str(budget.id),
        "starts_on": "2026-12-14",
        "assessed": "58.20",
        "disability_expenses": "18.20",
        "words": "Heating",
    }
    told = caller(world.finance).post("/assessments", body)
    assert (told.status_code, told.json()["assessed"]) == (201, "58.20")
    proposed = caller(world.manager).get(f"/budget-statements/{told.json()['statement']}").json()
    assert (proposed["contribution"], proposed["state"]) == ("40.00", "proposed")
    above = caller(world.finance).post("/assessments", body | {"assessed": "328.21"})
    assert (above.status_code, above.json()["code"]) == (422, "contribution_above_total")


def test_contributions_are_paid_once_and_come_back(world: World) -> None:
    budget = saved(world, world.daniel)
    finance = caller(world.finance)
    body = PAID | {"budget": str(budget.id)}
    first, again = (finance.post("/contributions", body, key="k") for _ in range(2))
    assert (first.content, ContributionPaid.objects.count()) == (again.content, 1)
    path = f"/budgets/{budget.id}/contributions"
    # Six periods of £120.00 were due, and one is paid.
    said = finance.get(path).json()["arrears"]
    assert (said["due"], said["paid"], said["owed"], said["missed"]) == (
        "720.00", "120.00", "600.00", 5,
    )  # fmt: skip
    (row,) = finance.get("/arrears").json()["data"]
    assert (row["owed"], row["missed"], row["since_on"]) == ("600.00", 5, "2026-07-27")
    back = finance.step(
        f"/contributions/{first.json()['id']}", "came-back", {"on": "2026-11-21", "words": "AC04"}
    )
    assert back.json()["came_back_on"] == "2026-11-21"
    said = finance.get(path).json()
    assert (said["arrears"]["owed"], len(said["lines"])) == ("720.00", 8)
    assert [line["owed"] for line in said["lines"]][-1] == "720.00"
    assert len(finance.get(f"/contributions-due?budget={budget.id}").json()["data"]) == 6
    table = finance.get("/arrears?format=csv").content.decode().splitlines()
    assert table[0].startswith("budget,reference,person.id,person.name,since_on,owed")
    assert len(table) == 2


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"amount": "0.00"}, 422, "sum_missing"),
        ({"paid_on": "2026-11-23"}, 422, "day_ahead"),
        ({"how": "cheque"}, 422, "invalid"),
    ],
)
def test_a_contribution_that_cannot_be_meant(
    world: World, change: dict[str, Any], status: int, code: str
) -> None:
    budget = plans.active(world, world.daniel)
    before = everything()
    body = PAID | {"budget": str(budget.id)} | change
    refused = caller(world.finance).post("/contributions", body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert everything() == before


def test_who_owes_is_not_everybodys_to_know(world: World) -> None:
    unpaid(world, world.daniel)
    saved(world, world.rosa)
    assert len(caller(world.practitioner).get("/arrears").json()["data"]) == 2
    (own,) = caller(world.holder(world.daniel)).get("/arrears").json()["data"]
    assert own["person"]["name"] == "Daniel Okafor"
    assert caller(world.provider).get("/arrears").status_code == 403
    assert caller(world.finance).get("/arrears?limit=1").status_code == 400


def test_money_that_is_owed_already_is_nobodys_surplus(world: World) -> None:
    budget = saved(world, world.daniel)
    ama, path = caller(world.practitioner), f"/budgets/{budget.id}/surplus"
    # £6,720.00 less the payment just made, £1,120.00, less 8 weeks of £310.00: £3,120.00.
    said = ama.get(path).json()
    assert (said["left"], said["spoken_for"], said["surplus"]) == ("6720.00", "3600.00", "3120.00")
    body = {"budget": str(budget.id), "kind": "holiday", "amount": "412.50", "words": "Sam's"}
    fence = ama.post("/ring-fences", body).json()
    assert ama.get(path).json()["surplus"] == "2707.50"
    assert [(one["amount"], one["direction"]) for one in ama.get(path).json()["figures"]] == [
        ("6720.00", "in"),
        ("1120.00", "out"),
        ("412.50", "out"),
        ("2480.00", "out"),
    ]
    ama.step(f"/ring-fences/{fence['id']}", "release")
    assert ama.get(path).json()["surplus"] == "3120.00"
    assert ama.get("/ring-fences?state=open").json()["data"] == []
    (row,) = ama.get("/surpluses").json()["data"]
    assert (row["budget"], row["surplus"], row["talk"]) == (str(budget.id), "3120.00", None)


def test_nobody_knows_what_is_in_the_holders_own_account(world: World) -> None:
    budget = plans.active(world, world.daniel)
    said = caller(world.practitioner).get(f"/budgets/{budget.id}/surplus").json()
    assert (said["left"], said["surplus"], said["figures"]) == (None, None, [])
    body = {"budget": str(budget.id), "words": "Shall we talk?"}
    refused = caller(world.practitioner).post("/surplus-talks", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "balance_unknown")


def test_a_talk_a_request_a_reply_and_money_back(world: World) -> None:
    budget = saved(world, world.daniel)
    ama, priya = caller(world.practitioner), caller(world.manager)
    daniel, finance = caller(world.holder(world.daniel)), caller(world.finance)
    about = {"budget": str(budget.id)}
    talk = ama.post("/surplus-talks", about | {"words": "Is support missing?"}).json()
    assert talk["surplus"] == "3120.00"
    body = about | {
        "talk": talk["id"],
        "amount": "400.00",
        "reason": "Sam was away",
        "answer_by": "2026-12-21",
    }
    asked = priya.post("/repayment-requests", body).json()
    assert (asked["step"], asked["figures"][0]["amount"]) == ("asked", "6720.00")
    assert Message.objects.filter(about_id=asked["id"]).count() == 1
    path = f"/repayment-requests/{asked['id']}"
    replied = daniel.step(path, "reply", {"words": "Yes, of course"}).json()
    assert (replied["step"], replied["reply"]) == ("replied", "Yes, of course")
    back = about | {"request": asked["id"], "amount": "400.00", "left_on": "2026-11-21"}
    money = finance.post("/money-returns", back, key="k").json()
    assert finance.post("/money-returns", back, key="k").json() == money
    assert MoneyReturn.objects.count() == 1
    assert finance.get(f"/budgets/{budget.id}").json()["left"] == "6320.00"
    arrived = finance.step(f"/money-returns/{money['id']}", "arrived", {"on": "2026-11-22"})
    assert arrived.json()["arrived_on"] == "2026-11-22"
    assert daniel.get(path).json()["step"] == "returned"
    closed = ama.step(f"/surplus-talks/{talk['id']}", "close", {"outcome": "Paid back"}).json()
    assert closed["outcome"] == "Paid back"
    assert ama.get("/surplus-talks?state=open").json()["data"] == []


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"amount": "3120.01"}, 409, "repayment_above_surplus"),
        ({"amount": "0.00"}, 422, "nothing_to_ask_back"),
        ({"answer_by": "2026-12-05"}, 422, "notice_too_short"),
        ({"reason": " "}, 422, "invalid"),
    ],
)
def test_money_is_not_asked_back_beyond_the_rules(
    world: World, change: dict[str, Any], status: int, code: str
) -> None:
    budget = saved(world, world.daniel)
    body = {
        "budget": str(budget.id),
        "amount": "400.00",
        "reason": "Sam was away",
        "answer_by": "2026-12-21",
    }
    before = everything()
    refused = caller(world.manager).post("/repayment-requests", body | change)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert (everything(), RepaymentRequest.objects.count()) == (before, 0)


def test_a_request_is_withdrawn_with_words(world: World) -> None:
    budget = saved(world, world.daniel)
    priya = caller(world.manager)
    body = {
        "budget": str(budget.id),
        "amount": "400.00",
        "reason": "Sam was away",
        "answer_by": "2026-12-21",
    }
    asked = priya.post("/repayment-requests", body).json()
    path = f"/repayment-requests/{asked['id']}"
    gone = priya.step(path, "withdraw", {"words": "We counted twice. We are sorry."}).json()
    assert (gone["step"], gone["withdrawn_words"]) == (
        "withdrawn", "We counted twice. We are sorry.",
    )  # fmt: skip
    late = caller(world.holder(world.daniel)).step(path, "reply", {"words": "Oh"})
    assert (late.status_code, late.json()["code"]) == (409, "request_closed")
    rows = priya.get("/repayment-requests?step=withdrawn").json()["data"]
    assert [row["id"] for row in rows] == [asked["id"]]
    hers = caller(world.holder(world.rosa)).get(path)
    assert hers.status_code == 404
