"""When a care review is due: regulation 7 of the Direct Payments Regulations 2014."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.plans.rules.reviews import is_overdue, months_after, next_review_due
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
    due = next_review_due(first_paid_on=date(2026, 8, 31), reviews_held=[], concerns=[])
    assert due == ReviewDue(date(2027, 2, 28), ReviewReason.FIRST)


def test_the_next_is_due_twelve_months_after_the_last_held() -> None:
    held = [date(2026, 9, 15), date(2026, 3, 2)]  # in any order
    due = next_review_due(first_paid_on=date(2025, 10, 1), reviews_held=held, concerns=[])
    assert due == ReviewDue(date(2027, 9, 15), ReviewReason.YEARLY)


def test_a_review_before_the_first_payment_is_not_the_first() -> None:
    due = next_review_due(
        first_paid_on=date(2026, 6, 1), reviews_held=[date(2026, 5, 31)], concerns=[]
    )
    assert due == ReviewDue(date(2026, 12, 1), ReviewReason.FIRST)


def test_a_review_on_the_day_of_the_first_payment_is_the_first() -> None:
    due = next_review_due(
        first_paid_on=date(2026, 6, 1), reviews_held=[date(2026, 6, 1)], concerns=[]
    )
    assert due == ReviewDue(date(2027, 6, 1), ReviewReason.YEARLY)


def test_a_concern_brings_it_forward_by_the_policy() -> None:
    # 10 November and 28 days: 20 are left of November, so it is 8 December.
    asked = {
        "first_paid_on": date(2026, 10, 1),
        "reviews_held": [],
        "concerns": [date(2026, 11, 20), date(2026, 11, 10)],
    }
    assert next_review_due(**asked) == ReviewDue(date(2026, 12, 8), ReviewReason.CONCERN)
    due = next_review_due(**asked, concern_days=7)
    assert due == ReviewDue(date(2026, 11, 17), ReviewReason.CONCERN)


def test_a_review_answers_the_concerns_that_were_there() -> None:
    concerns = [date(2026, 11, 10), date(2026, 11, 16)]
    due = next_review_due(
        first_paid_on=date(2026, 1, 5), reviews_held=[date(2026, 11, 16)], concerns=concerns
    )
    assert due == ReviewDue(date(2027, 11, 16), ReviewReason.YEARLY)
    due = next_review_due(
        first_paid_on=date(2026, 1, 5), reviews_held=[date(2026, 11, 15)], concerns=concerns
    )
    assert due == ReviewDue(date(2026, 12, 14), ReviewReason.CONCERN)


def test_a_concern_never_puts_a_review_off() -> None:
    # First payment on 1 June: due on 1 December, before 20 November and 28 days.
    due = next_review_due(
        first_paid_on=date(2026, 6, 1), reviews_held=[], concerns=[date(2026, 11, 20)]
    )
    assert due == ReviewDue(date(2026, 12, 1), ReviewReason.FIRST)


def test_nothing_is_due_before_the_first_payment() -> None:
    asked = {"first_paid_on": None, "reviews_held": []}
    assert next_review_due(**asked, concerns=[]) is None
    due = next_review_due(**asked, concerns=[date(2026, 11, 1)])
    assert due == ReviewDue(date(2026, 11, 29), ReviewReason.CONCERN)


def test_on_the_day_itself_it_is_in_time() -> None:
    due = ReviewDue(date(2026, 11, 22), ReviewReason.YEARLY)
    assert not is_overdue(due=due, today=date(2026, 11, 22))
    assert is_overdue(due=due, today=date(2026, 11, 23))
    assert not is_overdue(due=None, today=date(2026, 11, 23))


@given(DAYS, st.lists(DAYS, max_size=4), st.lists(DAYS, max_size=4))
def test_no_interval_is_longer_than_the_law_allows(
    first: date, held: list[date], concerns: list[date]
) -> None:
    due = next_review_due(first_paid_on=first, reviews_held=held, concerns=concerns)
    assert due is not None
    since = max([day for day in held if day >= first], default=None)
    longest = timedelta(days=366 if since else 184)
    assert due.due_on <= (since or first) + longest
