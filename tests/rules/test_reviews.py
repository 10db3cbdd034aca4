"""When a care review is due: regulation 7 of the Direct Payments Regulations 2014."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.plans import errors
from budgets.plans.rules.reviews import (
    check_held,
    is_overdue,
    months_after,
    next_review_due,
    words_for_holder,
)
from budgets.plans.values.agreement import ReviewReason
from budgets.plans.values.reviews import ReviewDue

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 7, 1), 6, date(2027, 1, 1)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_are_the_calendars(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_the_first_is_due_six_months_after_the_first_payment() -> None:
    due = next_review_due(first_paid_on=date(2026, 8, 31), reviews_held=[])
    assert due == ReviewDue(date(2027, 2, 28), ReviewReason.FIRST)


def test_the_next_is_due_twelve_months_after_the_last_held() -> None:
    held = [date(2026, 9, 15), date(2026, 3, 2)]  # in any order
    due = next_review_due(first_paid_on=date(2025, 10, 1), reviews_held=held)
    assert due == ReviewDue(date(2027, 9, 15), ReviewReason.YEARLY)


def test_a_review_before_the_first_payment_is_not_the_first() -> None:
    due = next_review_due(first_paid_on=date(2026, 6, 1), reviews_held=[date(2026, 5, 31)])
    assert due == ReviewDue(date(2026, 12, 1), ReviewReason.FIRST)


def test_a_review_on_the_day_of_the_first_payment_is_the_first() -> None:
    due = next_review_due(first_paid_on=date(2026, 6, 1), reviews_held=[date(2026, 6, 1)])
    assert due == ReviewDue(date(2027, 6, 1), ReviewReason.YEARLY)


def test_a_concern_brings_it_forward() -> None:
    # Regularly by 1 April 2027; somebody worries and 8 December is sooner.
    due = next_review_due(
        first_paid_on=date(2026, 10, 1), reviews_held=[], concern_due_on=date(2026, 12, 8)
    )
    assert due == ReviewDue(date(2026, 12, 8), ReviewReason.CONCERN)


def test_a_concern_never_puts_a_review_off() -> None:
    # First payment on 1 June: due on 1 December, before the concern's 18th.
    due = next_review_due(
        first_paid_on=date(2026, 6, 1), reviews_held=[], concern_due_on=date(2026, 12, 18)
    )
    assert due == ReviewDue(date(2026, 12, 1), ReviewReason.FIRST)


def test_nothing_is_due_before_the_first_payment_but_for_a_concern() -> None:
    assert next_review_due(first_paid_on=None, reviews_held=[]) is None
    due = next_review_due(first_paid_on=None, reviews_held=[], concern_due_on=date(2026, 11, 29))
    assert due == ReviewDue(date(2026, 11, 29), ReviewReason.CONCERN)


def test_on_the_day_itself_it_is_in_time() -> None:
    due = ReviewDue(date(2026, 11, 22), ReviewReason.YEARLY)
    assert not is_overdue(due=due, today=date(2026, 11, 22))
    assert is_overdue(due=due, today=date(2026, 11, 23))
    assert not is_overdue(due=None, today=date(2026, 11, 23))


@given(DAYS, st.lists(DAYS, max_size=4), st.none() | DAYS)
def test_no_interval_is_longer_than_the_law_allows(
    first: date, held: list[date], concern: date | None
) -> None:
    due = next_review_due(first_paid_on=first, reviews_held=held, concern_due_on=concern)
    assert due is not None
    since = max([day for day in held if day >= first], default=None)
    longest = timedelta(days=366 if since else 184)
    assert due.due_on <= (since or first) + longest


# What a review needs


SAID = ("My garden", "", "")


def test_one_thing_is_enough() -> None:
    day = date(2026, 11, 22)
    for said in (("My garden", "", ""), ("", "Ama comes on time", ""), ("", "", "Evenings")):
        check_held(held_on=day, starts_on=day, today=day, said=said)


@pytest.mark.parametrize(
    ("held_on", "said", "refusal"),
    [
        (date(2026, 11, 23), SAID, errors.ReviewToCome),
        (date(2026, 3, 31), SAID, errors.ReviewTooEarly),
        (date(2026, 11, 22), ("", "  ", "\n"), errors.ReviewEmpty),
    ],
)
def test_what_is_no_review(
    held_on: date, said: tuple[str, str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        check_held(held_on=held_on, starts_on=date(2026, 4, 1), today=date(2026, 11, 22), said=said)


# What the holder reads

DUE = ReviewDue(date(2026, 5, 3), ReviewReason.YEARLY)
LATE = "We should have met by 3 May 2026. That is our job, not yours."


@pytest.mark.parametrize(
    ("booked_for", "today", "words"),
    [
        (None, date(2026, 5, 3), "We will meet by 3 May 2026."),
        (None, date(2026, 5, 4), LATE),
        # Half past one in Greenwich is half past two in British summer time.
        (
            datetime(2026, 5, 1, 13, 30, tzinfo=UTC),
            date(2026, 5, 1),
            "We meet on 1 May 2026 at 14:30.",
        ),
        (
            datetime(2026, 6, 1, 13, 30, tzinfo=UTC),
            date(2026, 5, 20),
            f"{LATE} We meet on 1 June 2026 at 14:30.",
        ),
        (datetime(2026, 5, 1, 13, 30, tzinfo=UTC), date(2026, 5, 2), "We will meet by 3 May 2026."),
        (datetime(2026, 5, 1, 13, 30, tzinfo=UTC), date(2026, 5, 9), LATE),
    ],
)
def test_a_missed_review_is_the_councils_failing(
    booked_for: datetime | None, today: date, words: str
) -> None:
    assert words_for_holder(due=DUE, booked_for=booked_for, today=today) == words
