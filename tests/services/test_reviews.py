"""Care reviews: when they are due, what brings them forward, and what is kept of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.councils import services as councils
from budgets.people.services import declare_interest
from budgets.people.values import Relation
from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, BudgetChange, CareReview, Condition
from budgets.plans.selectors import reviews as seen
from budgets.plans.selectors import viewer_for
from budgets.plans.values.agreement import ReviewReason
from budgets.plans.values.conditions import SECTION_31, ConditionCode
from ledgers.values import SCHEDULER
from tests.factories import NOW, FundedTeamFactory, PersonFactory, PractitionerFactory, World
from tests.worlds_of_plans import MONDAY, active, drafted, plan, prepare

TODAY = MONDAY
AT = NOW + timedelta(days=1)
"""Monday 23 November 2026, the day of the first payment."""
NOBODY = SCHEDULER
SAID = {"matters": "My garden", "works": "Ama comes on time", "should_change": ""}


def paid(world: World, person: Any = None) -> Budget:
    """An active budget whose first instalment was paid on Monday 23 November 2026."""
    budget = active(world, person or world.daniel)
    prepare(world, MONDAY)
    budget.refresh_from_db()
    return budget


def hold(world: World, budget: Budget, held_on: date = TODAY, **said: Any) -> CareReview:
    said = {**SAID, "by": world.practitioner, "now": AT, **said}
    return plans.hold_review(budget=budget, held_on=held_on, **said)


def later(days: int) -> datetime:
    return AT + timedelta(days=days)


# When one is due


def test_nothing_is_due_before_the_first_payment(world: World) -> None:
    assert seen.next_review(active(world, world.daniel), TODAY) is None


def test_the_first_is_due_six_months_after_the_first_payment(world: World) -> None:
    found = seen.next_review(paid(world), TODAY)
    assert found is not None
    assert (found.due.due_on, found.due.reason) == (date(2027, 5, 23), ReviewReason.FIRST)
    assert (found.is_overdue, found.days_late, found.booked_for) == (False, 0, None)
    assert found.words == "We will meet by 23 May 2027."


def test_a_missed_review_is_the_councils_failing(world: World) -> None:
    found = seen.next_review(paid(world), date(2027, 5, 25))
    assert found is not None
    assert (found.is_overdue, found.days_late) == (True, 2)
    assert found.words == "We should have met by 23 May 2027. That is our job, not yours."


def test_the_next_is_due_twelve_months_after_the_one_that_was_held(world: World) -> None:
    budget = paid(world)
    hold(world, budget, date(2026, 11, 30), now=later(10))
    found = seen.next_review(budget, date(2026, 12, 1))
    assert found is not None
    assert (found.due.due_on, found.due.reason) == (date(2027, 11, 30), ReviewReason.YEARLY)


def test_a_budget_that_is_over_by_then_has_none(world: World) -> None:
    budget = active(world, world.daniel, plan(ends_on=date(2027, 5, 22)))
    prepare(world, MONDAY)
    budget.refresh_from_db()
    assert seen.next_review(budget, TODAY) is None
    plans.raise_concern(budget=budget, words="Too much", by=world.daniel.user_id, now=AT)
    assert seen.next_review(budget, TODAY) is not None


# Somebody worries


def test_a_worry_is_answered_within_the_policys_days(world: World) -> None:
    councils.set_policy(
        book_id=world.book_id,
        name="review_concern_days",
        value=10,
        starts_on=TODAY,
        by=world.administrator.user_id,
        now=AT,
    )
    budget = paid(world)
    review = plans.raise_concern(
        budget=budget, words=" The money never lasts ", by=world.daniel.user_id, now=AT
    )
    # 23 November and 10 days.
    assert (review.due_on, review.concern) == (date(2026, 12, 3), "The money never lasts")
    found = seen.next_review(budget, TODAY)
    assert found is not None
    assert (found.due.due_on, found.due.reason) == (date(2026, 12, 3), ReviewReason.CONCERN)


def test_a_second_worry_adds_its_words_and_no_days(world: World) -> None:
    budget = paid(world)
    first = plans.raise_concern(budget=budget, words="One", by=world.daniel.user_id, now=AT)
    for _ in range(2):  # pressed twice
        second = plans.raise_concern(
            budget=budget, words="Two", by=world.practitioner.user_id, now=later(5)
        )
    assert second.pk == first.pk
    assert (second.concern, second.due_on) == ("One\nTwo", date(2026, 12, 21))
    assert BudgetChange.objects.filter(budget=budget, code="review_asked").count() == 2


def test_what_worries_somebody_is_not_told_to_who_manages_the_money(world: World) -> None:
    budget = paid(world)
    words = "His brother keeps the card"
    plans.raise_concern(budget=budget, words=words, by=world.practitioner.user_id, now=AT)
    change = BudgetChange.objects.get(budget=budget, code="review_asked")
    assert change.words == "A care review was asked for. We meet by 21 December 2026."


@pytest.mark.parametrize(
    ("words", "refusal"), [("  ", errors.ConcernMissing), ("x" * 4_001, errors.ConcernTooLong)]
)
def test_a_worry_needs_words_that_fit(world: World, words: str, refusal: type[Exception]) -> None:
    budget = paid(world)
    with pytest.raises(refusal):
        plans.raise_concern(budget=budget, words=words, by=world.daniel.user_id, now=AT)
    assert not CareReview.objects.exists()


def test_more_words_than_fit_leave_the_first_as_they_were(world: World) -> None:
    budget = paid(world)
    review = plans.raise_concern(budget=budget, words="x" * 3_000, by=NOBODY, now=AT)
    with pytest.raises(errors.ConcernTooLong):
        plans.raise_concern(budget=budget, words="y" * 1_000, by=NOBODY, now=AT)
    review.refresh_from_db()
    assert review.concern == "x" * 3_000


def test_a_draft_has_nothing_to_review(world: World) -> None:
    budget = drafted(world, world.daniel)
    with pytest.raises(errors.NothingToReview):
        plans.raise_concern(budget=budget, words="No", by=NOBODY, now=AT)
    with pytest.raises(errors.NothingToReview):
        plans.book_review(budget=budget, at=later(1), by=NOBODY, now=AT)
    with pytest.raises(errors.NothingToReview):
        hold(world, budget)
    assert not CareReview.objects.exists()


# Booking


def test_a_booking_is_for_what_is_due_and_can_move(world: World) -> None:
    budget = paid(world)
    at = datetime(2027, 5, 4, 13, 30, tzinfo=UTC)
    first = plans.book_review(budget=budget, at=at, by=world.practitioner.user_id, now=AT)
    moved = plans.book_review(
        budget=budget, at=at + timedelta(days=1), by=world.practitioner.user_id, now=AT
    )
    assert moved.pk == first.pk
    assert (moved.reason, moved.due_on) == (ReviewReason.FIRST, date(2027, 5, 23))
    found = seen.next_review(budget, date(2027, 5, 1))
    assert found is not None
    # Half past one in Greenwich is half past two in British summer time.
    assert found.words == "We meet on 5 May 2027 at 14:30."
    assert BudgetChange.objects.filter(budget=budget, code="review_booked").count() == 2


def test_booked_twice_for_one_time_is_booked_once(world: World) -> None:
    budget = paid(world)
    for _ in range(2):
        plans.book_review(budget=budget, at=later(9), by=world.practitioner.user_id, now=AT)
    assert BudgetChange.objects.filter(budget=budget, code="review_booked").count() == 1


def test_a_booking_answers_the_worry_that_is_due_first(world: World) -> None:
    budget = paid(world)
    worry = plans.raise_concern(budget=budget, words="So", by=NOBODY, now=AT)
    booked = plans.book_review(budget=budget, at=later(9), by=NOBODY, now=AT)
    assert booked.pk == worry.pk


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        (AT, errors.BookingPast),
        (AT - timedelta(minutes=1), errors.BookingPast),
        (datetime(2099, 1, 1, tzinfo=UTC), errors.DayAbsurd),
    ],
)
def test_a_booking_is_to_come(world: World, at: datetime, refusal: type[Exception]) -> None:
    budget = paid(world)
    with pytest.raises(refusal):
        plans.book_review(budget=budget, at=at, by=world.practitioner.user_id, now=AT)
    assert not CareReview.objects.exists()


# Holding


def test_a_review_keeps_what_was_said(world: World) -> None:
    budget = paid(world)
    review = hold(world, budget, works=" Ama comes on time ")
    assert (review.matters, review.works, review.should_change) == (
        "My garden",
        "Ama comes on time",
        "",
    )
    assert (review.held_on, review.held_by) == (TODAY, world.practitioner.user_id)
    assert list(seen.list_held(budget)) == [review]


def test_written_down_twice_is_held_once(world: World) -> None:
    budget = paid(world)
    assert hold(world, budget).pk == hold(world, budget).pk
    assert CareReview.objects.count() == 1


def test_a_review_closes_what_was_booked(world: World) -> None:
    budget = paid(world)
    booked = plans.book_review(budget=budget, at=later(9), by=NOBODY, now=AT)
    held = hold(world, budget, date(2026, 12, 1), now=later(9))
    assert held.pk == booked.pk
    assert not seen.list_open(budget).exists()


def test_one_conversation_answers_the_worry_and_the_booking(world: World) -> None:
    budget = paid(world)
    booked = plans.book_review(budget=budget, at=later(9), by=NOBODY, now=AT)
    worry = plans.raise_concern(budget=budget, words="So", by=NOBODY, now=AT)
    held = hold(world, budget, date(2026, 12, 1), now=later(9))
    assert held.pk == worry.pk
    booked.refresh_from_db()
    assert (booked.held_on, booked.matters) == (date(2026, 12, 1), "")
    assert list(seen.list_held(budget)) == [held]
    found = seen.next_review(budget, date(2026, 12, 1))
    assert found is not None
    assert (found.due.due_on, found.due.reason) == (date(2027, 12, 1), ReviewReason.YEARLY)


def test_a_worry_after_the_review_stays_open(world: World) -> None:
    budget = paid(world)
    worry = plans.raise_concern(budget=budget, words="So", by=NOBODY, now=later(3))
    held = hold(world, budget, date(2026, 11, 25), now=later(5))
    assert (held.reason, held.due_on) == (ReviewReason.FIRST, date(2027, 5, 23))
    assert list(seen.list_open(budget)) == [worry]
    hold(world, budget, date(2026, 11, 26), now=later(5))
    assert not seen.list_open(budget).exists()


def test_a_worry_in_the_afternoon_of_a_review_is_due(world: World) -> None:
    budget = paid(world)
    hold(world, budget)
    plans.raise_concern(budget=budget, words="So", by=NOBODY, now=AT + timedelta(hours=5))
    found = seen.next_review(budget, TODAY)
    assert found is not None
    assert found.due.reason == ReviewReason.CONCERN


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"held_on": date(2026, 11, 24)}, errors.ReviewToCome),
        ({"held_on": date(2026, 11, 22)}, errors.ReviewTooEarly),
        ({"matters": " ", "works": ""}, errors.ReviewEmpty),
    ],
)
def test_what_is_no_review(world: World, said: dict[str, Any], refusal: type[Exception]) -> None:
    budget = paid(world)
    with pytest.raises(refusal):
        hold(world, budget, **said)
    assert not CareReview.objects.exists()


def test_nobody_reviews_a_friend(world: World) -> None:
    budget = paid(world)
    declare_interest(
        member=world.practitioner, person=world.daniel, relation=Relation.FRIEND, now=AT
    )
    with pytest.raises(errors.OwnBudget):
        hold(world, budget)
    assert not CareReview.objects.exists()


# Conditions that were decided on paper


def test_conditions_on_paper_are_confirmed_in_a_review(world: World) -> None:
    budget = paid(world)
    Condition.objects.filter(code__in=SECTION_31[:2]).update(on_paper=True)
    hold(world, budget, confirm_conditions=True)
    confirmed = Condition.objects.filter(decided_on=MONDAY)
    assert {one.code for one in confirmed} == set(SECTION_31[:2])
    for one in confirmed:
        assert (one.stands, one.on_paper, one.decided_by) == (True, False, "Ama Boateng")
        assert one.why == "Confirmed in the care review of 23 November 2026."


def test_without_a_word_about_them_they_stay_on_paper(world: World) -> None:
    budget = paid(world)
    Condition.objects.update(on_paper=True)
    hold(world, budget)
    assert Condition.objects.count() == len(SECTION_31)


def test_a_condition_that_fell_is_not_confirmed(world: World) -> None:
    budget = paid(world)
    Condition.objects.filter(code=ConditionCode.S31_CAPABLE).update(on_paper=True, stands=False)
    hold(world, budget, confirm_conditions=True)
    assert Condition.objects.count() == len(SECTION_31)


# Lists


def many(world: World, days: list[date]) -> list[Budget]:
    """Budgets of as many people, first paid on these days."""
    budgets = []
    for day in days:
        budget = active(world, PersonFactory(team=world.team))
        Budget.objects.filter(pk=budget.pk).update(first_paid_on=day)
        budgets.append(budget)
    return budgets


def test_the_longest_overdue_comes_first(world: World) -> None:
    # Six months after: 10 November, 1 May, 23 November, 18 January and 19 January.
    days = [date(2026, 5, 10), date(2025, 11, 1), date(2026, 5, 23), date(2026, 7, 18)]
    late, latest, due, soon, beyond = many(world, [*days, date(2026, 7, 19)])
    viewer = viewer_for(world.practitioner, AT)
    overdue = seen.list_overdue(viewer, today=TODAY)
    assert [one.budget for one in overdue] == [latest, late]
    # 1 May to 23 November: 30 + 30 + 31 + 31 + 30 + 31 + 23; 10 November to 23 November: 13.
    assert [one.days_late for one in overdue] == [206, 13]
    # Within eight weeks of 23 November: until 18 January.
    assert [one.budget for one in seen.list_due(viewer, today=TODAY)] == [due, soon]
    nine = seen.list_due(viewer, today=TODAY, weeks=9)
    assert [one.budget for one in nine] == [due, soon, beyond]


def test_everybody_sees_their_own_teams_alone(world: World) -> None:
    other = FundedTeamFactory(book_id=world.book_id)
    stranger = PractitionerFactory(book_id=world.book_id, team=other)
    (late,) = many(world, [date(2025, 11, 1)])
    assert seen.list_overdue(viewer_for(stranger, AT), today=TODAY) == []
    auditor = viewer_for(world.auditor, AT)
    assert seen.list_overdue(auditor, today=TODAY) == []
    action = seen.Action.BUDGETS_READ
    found = seen.list_overdue(auditor, today=TODAY, action=action)
    assert [one.budget for one in found] == [late]
    here = seen.list_overdue(auditor, today=TODAY, action=action, team_id=other.id)
    assert here == []


def test_a_thousand_take_as_many_queries_as_one(world: World) -> None:
    many(world, [date(2025, 11, 1)] * 2)
    viewer = viewer_for(world.practitioner, AT)
    with CaptureQueriesContext(connection) as asked:
        assert len(seen.list_overdue(viewer, today=TODAY)) == 2
    assert len(asked) == 3


def test_nobody_is_met_who_has_died(world: World) -> None:
    many(world, [date(2025, 11, 1)])
    Budget.objects.get().person.__class__.objects.update(died_on=TODAY)
    assert seen.list_overdue(viewer_for(world.practitioner, AT), today=TODAY) == []


# In a calendar


def test_a_practitioners_calendar_has_first_names_and_references(world: World) -> None:
    (budget,) = many(world, [date(2026, 5, 23)])
    at = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    viewer = viewer_for(world.practitioner, AT)
    unbooked = seen.calendar_of(seen.list_due(viewer, today=TODAY), now=AT)
    plans.book_review(budget=budget, at=at, by=world.practitioner.user_id, now=AT)
    booked = seen.calendar_of(seen.list_due(viewer, today=TODAY), now=AT)
    assert "DTSTART;VALUE=DATE:20261123\r\n" in unbooked
    assert "SUMMARY:Care review: Daniel is due\r\n" in unbooked
    assert "DTSTART:20261130T100000Z\r\n" in booked
    assert "SUMMARY:Care review: Daniel\r\n" in booked
    assert f"DESCRIPTION:{budget.reference}. Due by 23 November 2026.\r\n" in booked
    assert "Okafor" not in unbooked + booked
    uids = [line for line in (unbooked + booked).split("\r\n") if line.startswith("UID:")]
    assert uids[0] == uids[1]


def test_ones_own_calendar_has_no_name(world: World) -> None:
    budget = paid(world)
    found = seen.next_review(budget, TODAY)
    assert found is not None
    text = seen.calendar_of([replace(found)], now=AT, own=True)
    assert "SUMMARY:Your care review is due\r\nDESCRIPTION:Due by 23 May 2027.\r\n" in text
    assert "Daniel" not in text
    assert budget.reference not in text
