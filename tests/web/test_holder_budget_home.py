"""A holder's home with a budget that goes on: what is left, when more comes, what to do."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.selectors import conditions
from budgets.plans.values import HolderKind
from budgets.plans.values.agreement import AccountChoice, EndReason, StepKind
from budgets.plans.values.drafting import HolderDraft
from budgets.plans.values.schedule import ContributionMode
from budgets.recovery import services as recovery
from ledgers.values import SCHEDULER
from payments.payouts.models import Payee
from tests import worlds_of_plans as states
from tests.factories import NOW, World, promised, there
from tests.web.holding import CARD, DECEMBER_14, OWN_ACCOUNT, PAY_DAY, TODAY, shown, spend
from tests.web.pages import browser


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def daniel(world: World) -> Client:
    return browser(world.holder(world.daniel))


@pytest.fixture
def card(world: World) -> Budget:
    """£1,240.00 came for four weeks on 14 December: 4 x £310.00."""
    budget = states.active(world, world.daniel, CARD)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    return budget


def test_what_is_left_for_how_long_and_when_more_comes(daniel: Client, card: Budget) -> None:
    spend(card, 300_00)  # 1240 - 300 = 940, and 940 / 310 is a little more than 3
    page = shown(daniel)
    assert "Daniel, you have" in page
    assert '<span class="govuk-visually-hidden">£940.00</span>' in page
    assert "That is about 3 weeks." in page
    assert "<strong>£1,240.00 more</strong> comes on Monday 11 January 2027." in page
    assert "Nothing for you to do" in page
    assert "anything up to £250." in page
    assert "Money from the council" in page
    assert "+ £1,240.00" in page
    assert "As of your last statement" not in page


def test_with_statements_it_says_as_of_when(daniel: Client, world: World) -> None:
    budget = states.active(world, world.daniel, OWN_ACCOUNT)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    states.seen_until(budget, date(2026, 12, 3))
    page = shown(daniel)
    assert "As of your last statement, 3 December, with what came since." in page
    assert "That is about 4 weeks." in page
    assert "<span>3 December</span><span>31 December</span>" in page


def test_where_nobody_knows_there_is_no_balance(daniel: Client, world: World) -> None:
    states.active(world, world.daniel, OWN_ACCOUNT)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    page = shown(daniel)
    assert "Daniel, this comes next" in page
    assert "It comes on Monday 11 January 2027." in page
    assert "£1,240.00 came last, on Monday 14 December." in page
    assert " left</span>" not in page
    assert "weeks" not in page


def test_more_spent_than_there_was_is_said_without_blame(daniel: Client, card: Budget) -> None:
    spend(card, 1_250_00)
    page = shown(daniel)
    assert "More was spent than there was, by" in page
    assert '<span class="govuk-visually-hidden">£10.00</span>' in page
    assert "Don’t worry." in page


def test_while_it_is_decided_nothing_is_said_to_be_paid(daniel: Client, world: World) -> None:
    budget = states.agreed(world, world.daniel)
    for code in conditions.list_missing(budget)[:2]:
        plans.record_condition(
            budget=budget,
            code=code,
            stands=True,
            decided_on=NOW.date(),
            why="We talked.",
            by=world.practitioner,
            now=NOW,
        )
    page = shown(daniel)
    assert "<h1>Daniel, we are still deciding</h1>" in page
    assert "2 of 4 things are settled." in page
    assert "You can manage the money, alone or with help" in page
    assert "You can decide to ask for this" not in page
    assert "Nothing is paid yet." in page
    assert "comes on" not in page


def test_a_draft_waits_for_a_manager_too(daniel: Client, world: World) -> None:
    states.drafted(world, world.daniel)
    page = shown(daniel)
    assert "0 of 4 things are settled." in page
    assert "A manager has to agree it, too." in page
    assert "Nothing for you to do" in page


def test_stopped_says_why_who_helps_and_that_wages_go_on(daniel: Client, card: Budget) -> None:
    plans.suspend_budget(
        budget=card,
        reason="questions",
        words="We need to talk about the hours first.",
        starts_on=TODAY.date(),
        by=SCHEDULER,
        now=TODAY,
    )
    page = shown(daniel)
    assert "Payments are stopped for now" in page
    assert "Since Tuesday 22 December. We need to talk about the hours first." in page
    assert "What assistants have earned is still paid." in page
    assert "01632 960 412" in page
    assert "comes on" not in page


def test_where_to_pay_is_one_thing_to_do_and_leads_to_the_link(
    daniel: Client, world: World
) -> None:
    budget = states.active(world, world.daniel, OWN_ACCOUNT)
    page = shown(daniel)
    assert "1 thing to do" in page
    assert "It comes as soon as you have told us where to pay it." in page
    answer = daniel.post(f"/plan/{budget.id}/where")
    assert "/pay/" in answer["Location"]
    assert Payee.objects.filter(about_kind="budget", about_id=budget.id).count() == 1
    assert daniel.get(f"/plan/{budget.id}/where").status_code == 405
    stranger = browser(world.holder(world.rosa))
    assert stranger.post(f"/plan/{budget.id}/where").status_code == 404


def test_money_that_we_keep_has_nowhere_to_be_told(daniel: Client, card: Budget) -> None:
    assert "Tell us where to pay" not in shown(daniel)
    assert daniel.post(f"/plan/{card.id}/where").status_code == 404
    assert not Payee.objects.filter(about_id=card.id).exists()


def test_an_own_part_is_asked_for_kindly_and_late(daniel: Client, world: World) -> None:
    draft = states.plan(
        statement={"starts_on": states.MONDAY},
        contribution_mode=ContributionMode.GROSS,
        account_kind=AccountChoice.CARD,
    )
    states.active(world, world.daniel, draft)
    states.pay(world, states.MONDAY)  # for 21 days, of which the person's own is 3 x £30.00
    page = shown(daniel)
    assert "£90.00 of your own part is still open" in page
    assert "Is it hard to pay? Call us, and we find a way together." in page


def test_an_own_part_that_is_due_now_asks_for_nothing(daniel: Client, world: World) -> None:
    draft = states.plan(
        statement={"starts_on": DECEMBER_14},
        contribution_mode=ContributionMode.GROSS,
        account_kind=AccountChoice.CARD,
    )
    states.active(world, world.daniel, draft)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    assert "Nothing for you to do" in shown(daniel)


def test_several_budgets_are_a_card_each(daniel: Client, world: World, card: Budget) -> None:
    second = states.active(world, world.daniel, CARD)
    page = shown(daniel)
    assert page.count("<h1") == 1
    for budget in (card, second):
        assert budget.reference in page
        assert f"/plan/{budget.id}" in page


def test_one_off_budgets_stand_below(daniel: Client, world: World, card: Budget) -> None:
    promised(world, world.daniel, words="A course")
    page = shown(daniel)
    assert page.count("<h1") == 1
    assert "Tell us where to pay £300.00" in page
    assert page.index("That is about 4 weeks.") < page.index("A course")


def test_a_one_off_budget_that_arrived_is_past_and_still_asked_about(
    daniel: Client, world: World, card: Budget
) -> None:
    there(world, world.daniel, words="A course")
    recovery.ask_whether_it_helped(book_id=world.book_id, now=NOW + timedelta(weeks=8))
    page = shown(daniel)
    assert "1 thing to do" in page
    assert "Did it help?" in page
    assert "Daniel, you had" not in page
    assert page.index("Before now") < page.rindex("A course")


def test_an_ending_says_what_comes_first(daniel: Client, world: World, card: Budget) -> None:
    plans.begin_ending(
        budget=card,
        reason=EndReason.NOT_NEEDED,
        ends_on=date(2027, 1, 10),
        words="You don't need it any more.",
        by=world.practitioner,
        now=TODAY,
    )
    page = shown(daniel)
    assert "This budget ends. Its last day is Sunday 10 January 2027." in page
    assert "First we see to it that everybody who is owed something is paid." in page


def test_the_plan_says_how_it_ends_and_what_would_be_left(
    daniel: Client, world: World, card: Budget
) -> None:
    spend(card, 300_00)
    plans.begin_ending(
        budget=card,
        reason=EndReason.CHOSEN,
        ends_on=date(2027, 1, 10),
        words="You move to Devon.",
        by=world.practitioner,
        now=TODAY,
    )
    ending = card.ending
    plans.add_step(
        ending=ending,
        kind=StepKind.FINAL_PAY,
        words="Ben's last week",
        pence=140_00,
        by=world.practitioner.user_id,
        now=TODAY,
    )
    page = shown(daniel, f"/plan/{card.id}")
    assert "The last day is Sunday 10 January 2027. You move to Devon." in page
    assert "Ben&#x27;s last week" in page
    for figure in ("£940.00", "£140.00", "£800.00"):  # 940 - 140 = 800
        assert figure in page
    assert "Nothing is taken by itself." in page


def test_more_payments_need_no_more_queries(daniel: Client, world: World, card: Budget) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            shown(daniel)
        counts.append(len(asked))
        for _ in range(5):
            spend(card, 5_00)
        plans.raise_concern(budget=card, words="Hours", by=world.practitioner.user_id, now=TODAY)
    assert counts[0] == counts[1]


def test_after_a_death_nobody_is_asked_for_anything(world: World) -> None:
    rosa = world.rosa.user
    assert rosa
    holder = HolderDraft(
        HolderKind.NOMINATED, "Rosa Marsh", user_id=rosa.id, consented_on=NOW.date()
    )
    draft = states.plan(
        holder=holder,
        statement={"starts_on": DECEMBER_14},
        contribution_mode=ContributionMode.GROSS,
    )
    states.active(world, world.daniel, draft)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    plans.record_death(
        person=world.daniel, died_on=date(2026, 12, 20), by=world.practitioner, now=TODAY
    )
    page = shown(browser(world.holder(world.rosa)), f"/home/{world.daniel.id}")
    assert "<h1>We are sorry that Daniel has died</h1>" in page
    assert "There is nothing that you have to do now." in page
    assert "to do</h2>" not in page
    assert "£" not in page
    assert "Ask for something" not in page
