"""Money in hand: the figures, what is set aside, a talk, and asking for some of it back."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from budgets.plans import services as plans
from budgets.plans.models import Budget, RepaymentRequest
from budgets.plans.selectors import why
from budgets.plans.values.agreement import AccountChoice, RequestStep
from payments.outside.models import Message
from tests.factories import World
from tests.web.pages import browser
from tests.worlds_of_plans import MONDAY, active, at, pay, plan

PERIODS = [MONDAY + timedelta(days=21 + 28 * number) for number in range(4)]
NOW = at(PERIODS[3])
"""8 March 2027."""


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


@pytest.fixture
def priya(world: World) -> Client:
    return browser(world.manager)


@pytest.fixture
def budget(world: World) -> Budget:
    """
    On a card and never spent: £840.00, then four times £1,120.00 make £5,320.00.

    £1,120.00 has just come and 8 weeks at £310.00 are £2,480.00, so £1,720.00 is above that.
    """
    made = active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    for day in [MONDAY, *PERIODS]:
        pay(world, day, now=at(day))
    return made


def shown(client: Client, budget: Budget, more: str = "", status: int = 200) -> str:
    answer = client.get(f"/budgets/{budget.id}/in-hand{more}")
    assert answer.status_code == status
    return answer.content.decode().replace("&#x27;", "’")


def sent(client: Client, budget: Budget, more: str, status: int = 302, **typed: str) -> str:
    answer = client.post(f"/budgets/{budget.id}/in-hand{more}", typed)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode().replace("&#x27;", "’")


def test_every_figure_stands_there(ama: Client, budget: Budget) -> None:
    page = shown(ama, budget)
    for figure in ("£5,320.00", "− £1,120.00", "− £2,480.00", "£1,720.00"):
        assert figure in page
    assert "nobody looks at what was spent" in page


def test_what_nobody_knows_is_not_counted(ama: Client, world: World) -> None:
    unknown = active(world, world.rosa)
    assert "We don’t know what is left" in shown(ama, unknown)


def test_the_team_sees_whose_it_is(ama: Client, budget: Budget) -> None:
    page = ama.get("/money-in-hand").content.decode()
    assert "Daniel Okafor" in page
    assert "£1,720.00" in page


def test_what_is_owed_is_set_aside_and_let_go(ama: Client, budget: Budget) -> None:
    sent(ama, budget, "/set-aside", kind="holiday", amount="700", words="Grace, 5 weeks")
    page = shown(ama, budget)
    assert "£1,020.00" in page  # £1,720.00 less £700.00
    assert "Grace, 5 weeks" in page
    fence = budget.ring_fences.get()
    sent(ama, budget, f"/{fence.id}/let-go")
    assert "£1,720.00" in shown(ama, budget)


def test_a_talk_is_opened_and_closed_with_what_was_agreed(ama: Client, budget: Budget) -> None:
    sent(ama, budget, "/talk", words="How come?")
    page = shown(ama, budget)
    assert "You are talking about £1,720.00" in page
    talk = budget.surplus_talks.get()
    sent(ama, budget, f"/talk/{talk.id}", outcome="It stays, for a new wheelchair.")
    assert "It stays, for a new wheelchair." in shown(ama, budget)
    again = sent(ama, budget, f"/talk/{talk.id}", status=409, outcome="Something else")
    assert "closed" in again


def test_without_a_surplus_there_is_nothing_to_talk_about(ama: Client, world: World) -> None:
    unknown = active(world, world.rosa)
    assert "We don’t know what is left" in sent(ama, unknown, "/talk", status=409, words="Hm?")
    assert not unknown.surplus_talks.exists()


def test_only_a_manager_asks_for_money_back(ama: Client, priya: Client, budget: Budget) -> None:
    assert "Ask for some of it back" not in shown(ama, budget)
    shown(ama, budget, "/ask", status=404)
    assert "Ask for some of it back" in shown(priya, budget)
    page = shown(priya, budget, "/ask")
    assert "At most" in page
    assert "22 March 2027" in page  # 14 days on


def test_it_is_asked_with_notice_and_nothing_moves(priya: Client, budget: Budget) -> None:
    before = why.why_balance(budget).balance_pence
    sent(
        priya,
        budget,
        "/ask",
        amount="500",
        reason="It was for a holiday that you did not take.",
        answer_by="22 March 2027",
    )
    asked = RepaymentRequest.objects.get()
    assert (asked.pence, asked.answer_by) == (500_00, date(2027, 3, 22))
    assert Message.objects.count() == 1
    assert why.why_balance(budget).balance_pence == before
    assert "£500.00 is asked back" in shown(priya, budget)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": "2000"}, "at most £1,720.00 can be asked back"),
        ({"answer_by": "15 March 2027"}, "Give at least 14 days"),
    ],
)
def test_what_the_figures_refuse_comes_back(
    priya: Client, budget: Budget, typed: dict[str, str], words: str
) -> None:
    said = {"amount": "500", "reason": "So", "answer_by": "22 March 2027"} | typed
    assert words in sent(priya, budget, "/ask", status=409, **said)
    assert not RepaymentRequest.objects.exists()


def test_the_answer_is_read_and_the_question_taken_back(
    priya: Client, world: World, budget: Budget
) -> None:
    asked = plans.ask_for_repayment(
        budget=budget,
        talk=None,
        pence=500_00,
        reason="It was for a holiday.",
        answer_by=date(2027, 3, 22),
        by=world.manager,
        now=NOW,
    )
    plans.reply_to_repayment(
        request=asked, words="I still go.", by=world.holder(world.daniel).user_id, now=NOW
    )
    assert "I still go." in shown(priya, budget)
    sent(priya, budget, f"/ask/{asked.id}/take-back", words="Of course.")
    asked.refresh_from_db()
    assert asked.step == RequestStep.WITHDRAWN
    assert "and took that back: Of course." in shown(priya, budget)


def test_nobody_else_has_these_pages(world: World, budget: Budget) -> None:
    for member in (world.finance, world.holder(world.daniel)):
        for more in ("", "/set-aside", "/talk", "/ask"):
            shown(browser(member), budget, more, status=404)
        assert browser(member).get("/money-in-hand").status_code == 404
