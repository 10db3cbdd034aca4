"""What a holder and the council talk about: their own part, money in hand, reviews, worries."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from budgets.people.models import RecordRead
from budgets.plans import services as plans
from budgets.plans.models import Budget, BudgetChange, CareReview, RepaymentRequest
from budgets.plans.values.agreement import AccountChoice, PaidContribution, RequestStep
from budgets.plans.values.schedule import ContributionMode
from tests import worlds_of_plans as states
from tests.factories import World
from tests.web.holding import CARD, DECEMBER_14, PAY_DAY, TODAY, shown
from tests.web.pages import browser

REASON = "You needed fewer hours this winter."
LATER = datetime(2027, 3, 9, 9, 0, tzinfo=ZoneInfo("Europe/London"))
ANSWER_BY = date(2027, 3, 31)


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def daniel(world: World) -> Client:
    return browser(world.holder(world.daniel))


@pytest.fixture
def card(world: World) -> Budget:
    budget = states.active(world, world.daniel, CARD)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    return budget


# Their own part


@pytest.fixture
def gross(world: World) -> Budget:
    """£30.00 a week of their own, collected by us: £120.00 was due on 14 December."""
    draft = states.plan(
        statement={"starts_on": DECEMBER_14},
        contribution_mode=ContributionMode.GROSS,
        account_kind=AccountChoice.CARD,
    )
    budget = states.active(world, world.daniel, draft)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    return budget


def pay_own_part(world: World, budget: Budget, pence: int) -> None:
    plans.record_contribution_paid(
        budget=budget,
        pence=pence,
        paid_on=date(2026, 12, 18),
        how=PaidContribution.STANDING_ORDER,
        key=uuid4(),
        words="Standing order",
        by=world.finance.user_id,
        now=TODAY,
    )


def test_what_was_due_and_paid_stands_line_by_line(
    daniel: Client, world: World, gross: Budget
) -> None:
    pay_own_part(world, gross, 70_00)
    page = shown(daniel, f"/plan/{gross.id}/contributions")
    assert "Your part for 14 December 2026 to 10 January 2027" in page
    assert "£120.00" in page
    assert "−£70.00" in page
    assert "£50.00 of your part hasn&#x27;t reached us yet: 1 payment." in page  # 120 - 70
    assert "Is it hard to pay?" in page
    assert "We pay all of it, and ask for your part afterwards." in page


def test_what_was_paid_ahead_is_thanked_for(daniel: Client, world: World, gross: Budget) -> None:
    pay_own_part(world, gross, 150_00)
    page = shown(daniel, f"/plan/{gross.id}/contributions")
    assert "Thank you. You have paid £30.00 ahead." in page  # 150 - 120


def test_what_is_added_to_an_account_that_we_dont_see_is_not_said_to_be_missing(
    daniel: Client, world: World
) -> None:
    budget = states.active(world, world.daniel, states.plan(statement={"starts_on": DECEMBER_14}))
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    page = shown(daniel, f"/plan/{budget.id}/contributions")
    assert "We don’t see that account" in page
    assert "Your part for 14 December 2026" in page
    assert "Still open" not in page
    assert "Nothing for you to do" in shown(daniel)


def test_where_it_comes_from_is_said(daniel: Client, world: World, gross: Budget) -> None:
    plans.record_assessment(
        budget=gross,
        starts_on=date(2027, 1, 11),
        assessed_pence=52_00,
        disability_expenses_pence=20_00,
        words="We counted your heating.",
        by=world.practitioner,
        now=TODAY,
    )
    page = shown(daniel, f"/plan/{gross.id}/contributions")
    assert "From Monday 11 January 2027" in page
    for figure in ("£52.00", "£20.00", "We counted your heating."):
        assert figure in page


# Money in hand


@pytest.fixture
def saved(world: World) -> Budget:
    """
    Four payments of £1,240.00 that nobody spent, by 8 March: £4,960.00.

    The last isn't over, and 8 weeks of £310.00 are kept: 4960 - 1240 - 2480 = £1,240.00 above.
    """
    budget = states.active(world, world.daniel, CARD)
    for weeks in (0, 4, 8, 12):
        day = DECEMBER_14 + timedelta(weeks=weeks)
        states.pay(world, day, now=PAY_DAY + timedelta(weeks=weeks))
    return budget


def ask_back(world: World, budget: Budget, pence: int = 900_00) -> RepaymentRequest:
    return plans.ask_for_repayment(
        budget=budget,
        talk=None,
        pence=pence,
        reason=REASON,
        answer_by=ANSWER_BY,
        by=world.manager,
        now=LATER,
    )


def test_a_talk_shows_its_figures(daniel: Client, world: World, saved: Budget) -> None:
    assert "Nothing to talk about" in shown(daniel, f"/plan/{saved.id}/money")
    plans.open_surplus_talk(
        budget=saved, words="Shall we look at it?", by=world.practitioner, now=LATER
    )
    page = shown(daniel, f"/plan/{saved.id}/money")
    assert "More in hand than is spoken for" in page
    for figure in ("£1,240.00", "£4,960.00", "−£2,480.00", "Shall we look at it?"):
        assert figure in page
    assert "Nothing has to be given back now." in page


def test_a_request_can_be_answered_and_nothing_is_taken(world: World, saved: Budget) -> None:
    request, moved = ask_back(world, saved), states.moved(world.book_id)
    with time_machine.travel(LATER, tick=False):
        daniel = browser(world.holder(world.daniel))
        todo = shown(daniel)
        assert "We asked about £900.00" in todo
        assert "Tell us what you think by Wednesday 31 March. Nothing is taken by itself." in todo
        page = shown(daniel, f"/plan/{saved.id}/money")
        assert REASON in page
        assert "Please answer by Wednesday 31 March." in page
        assert "0300 061 0614" in page
        answer = daniel.post(f"/plan/{saved.id}/money", {"words": "It is for a stairlift."})
        assert answer["Location"] == f"/plan/{saved.id}/money"
        page = shown(daniel, f"/plan/{saved.id}/money")
        assert "It is for a stairlift." in page
        assert "Answered" in page
        assert "We asked about" not in shown(daniel)
    request.refresh_from_db()
    assert request.step == RequestStep.REPLIED
    assert request.replied_by == world.daniel.user_id
    assert states.moved(world.book_id) == moved


def test_an_answer_without_words_keeps_the_page(
    daniel: Client, world: World, saved: Budget
) -> None:
    request = ask_back(world, saved)
    answer = daniel.post(f"/plan/{saved.id}/money", {"words": "   "})
    assert answer.status_code == 422
    assert "Write a few words here." in answer.content.decode()
    request.refresh_from_db()
    assert request.step == RequestStep.ASKED


def test_what_was_taken_back_says_so_and_can_no_longer_be_answered(
    daniel: Client, world: World, saved: Budget
) -> None:
    request = ask_back(world, saved)
    plans.withdraw_repayment(
        request=request, words="You told us about the stairlift.", by=world.manager, now=LATER
    )
    page = shown(daniel, f"/plan/{saved.id}/money")
    assert "We no longer ask for it: You told us about the stairlift." in page
    assert "<textarea" not in page
    answer = daniel.post(f"/plan/{saved.id}/money", {"words": "But why?"})
    assert answer.status_code == 409
    request.refresh_from_db()
    assert request.reply == ""


def test_nobody_else_answers(world: World, saved: Budget) -> None:
    request = ask_back(world, saved)
    for member in (world.holder(world.rosa), world.practitioner, world.finance, world.auditor):
        client = browser(member)
        assert client.get(f"/plan/{saved.id}/money").status_code == 404
        assert client.post(f"/plan/{saved.id}/money", {"words": "Yes"}).status_code == 404
    request.refresh_from_db()
    assert request.step == RequestStep.ASKED


def test_an_answer_to_nothing_leads_nowhere(daniel: Client, card: Budget) -> None:
    assert daniel.post(f"/plan/{card.id}/money", {"words": "Hello"}).status_code == 404


# Reviews and worries


def test_when_we_meet_and_what_was_said(daniel: Client, world: World, card: Budget) -> None:
    page = shown(daniel, f"/plan/{card.id}/reviews")
    assert "We will meet by 14 June 2027." in page  # six months from the first payment
    plans.hold_review(
        budget=card,
        held_on=TODAY.date(),
        matters="Swimming",
        works="Ben helps well",
        should_change="An hour more",
        by=world.practitioner,
        now=TODAY,
    )
    page = shown(daniel, f"/plan/{card.id}/reviews")
    assert "We will meet by 22 December 2027." in page  # a year from the one that was held
    for words in ("Swimming", "Ben helps well", "An hour more", "Written down by Ama Boateng."):
        assert words in page


def test_a_missed_review_is_our_failing(world: World, card: Budget) -> None:
    with time_machine.travel(datetime(2027, 6, 15, 9, tzinfo=ZoneInfo("Europe/London"))):
        daniel = browser(world.holder(world.daniel))
        said = "We should have met by 14 June 2027. That is our job, not yours."
        assert said in shown(daniel, f"/plan/{card.id}/reviews")
        assert said in shown(daniel)


def test_a_worry_goes_to_staff_alone(daniel: Client, card: Budget) -> None:
    answer = daniel.post(f"/plan/{card.id}/reviews", {"words": "My brother takes my card."})
    assert answer["Location"] == f"/plan/{card.id}/reviews"
    page = shown(daniel, f"/plan/{card.id}/reviews")
    assert "We meet by Tuesday 19 January 2027." in page  # 28 days later, by the policy
    review = CareReview.objects.get(budget=card)
    assert review.concern == "My brother takes my card."
    for address in ("", "/figures", "/reviews"):
        assert "My brother" not in shown(daniel, f"/plan/{card.id}{address}")
    assert not BudgetChange.objects.filter(words__contains="brother").exists()


def test_a_worry_without_words_is_no_worry(daniel: Client, card: Budget) -> None:
    answer = daniel.post(f"/plan/{card.id}/reviews", {"words": ""})
    assert answer.status_code == 422
    assert not CareReview.objects.exists()


def test_a_plan_that_nobody_agreed_has_no_box_for_worries(daniel: Client, world: World) -> None:
    budget = states.drafted(world, world.daniel)
    assert "<textarea" not in shown(daniel, f"/plan/{budget.id}/reviews")
    answer = daniel.post(f"/plan/{budget.id}/reviews", {"words": "Something"})
    assert answer.status_code == 409
    assert not CareReview.objects.exists()


def test_the_next_review_as_a_file_for_a_calendar(
    daniel: Client, world: World, card: Budget
) -> None:
    at = datetime(2027, 1, 12, 10, 0, tzinfo=ZoneInfo("Europe/London"))
    plans.book_review(budget=card, at=at, by=world.practitioner.user_id, now=TODAY)
    assert "We meet on 12 January 2027 at 10:00." in shown(daniel)
    answer = daniel.get(f"/plan/{card.id}/reviews.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    file = answer.content.decode()
    assert "DTSTART:20270112T100000Z" in file
    assert "SUMMARY:Your care review" in file
    assert "Daniel" not in file


def test_without_a_review_there_is_no_file(daniel: Client, world: World) -> None:
    budget = states.agreed(world, world.daniel)
    assert daniel.get(f"/plan/{budget.id}/reviews.ics").status_code == 404


# Who helps


def test_who_helps_and_whom_to_call(daniel: Client, world: World, card: Budget) -> None:
    page = shown(daniel, f"/plan/{card.id}/helping")
    assert f"The {world.team.name} team" in page
    assert "01632 960 412" in page
    assert "Your own money, from Monday 14 December" in page
    assert not RecordRead.objects.exists()
