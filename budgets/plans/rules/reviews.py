"""
When a care review is due.

Regulation 7 of the Care and Support (Direct Payments) Regulations 2014: once within the first six
months of the first payment, then at intervals of at most twelve, and whenever there is a concern.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, datetime

from budgets.plans.errors import ReviewEmpty, ReviewToCome, ReviewTooEarly
from budgets.plans.values.agreement import ReviewReason
from budgets.plans.values.reviews import ReviewDue
from payments.payouts.values import LONDON

FIRST_MONTHS = 6
YEARLY_MONTHS = 12


def next_review_due(
    *,
    first_paid_on: date | None,
    reviews_held: Collection[date],
    concern_due_on: date | None = None,
) -> ReviewDue | None:
    """
    The next review that is due, with its reason; nothing before the first payment or a concern.

    Whatever a review is held for, it counts as the regular one from the first payment on.

    :param concern_due_on: by when a concern that is open has to be talked about
    """
    dues = []
    if concern_due_on is not None:
        dues.append(ReviewDue(concern_due_on, ReviewReason.CONCERN))
    if first_paid_on is not None:
        dues.append(_regular(first_paid_on, max(reviews_held, default=None)))
    return min(dues, key=lambda due: due.due_on, default=None)


def _regular(first_paid_on: date, last: date | None) -> ReviewDue:
    if last is None or last < first_paid_on:
        return ReviewDue(months_after(first_paid_on, FIRST_MONTHS), ReviewReason.FIRST)
    return ReviewDue(months_after(last, YEARLY_MONTHS), ReviewReason.YEARLY)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_overdue(*, due: ReviewDue | None, today: date) -> bool:
    """Whether the day has passed; on the day itself a review is still in time."""
    return due is not None and due.due_on < today


def check_held(*, held_on: date, starts_on: date, today: date, said: Collection[str]) -> None:
    """
    Refuse a review that can't have been held, or of which nothing is kept.

    :param said: what matters, what works, what should change
    :raises ReviewToCome: its day is still to come
    :raises ReviewTooEarly: its day is before the budget's first
    :raises ReviewEmpty: nothing was written down
    """
    if held_on > today:
        raise ReviewToCome
    if held_on < starts_on:
        raise ReviewTooEarly
    if not any(words.strip() for words in said):
        raise ReviewEmpty


def words_for_holder(*, due: ReviewDue, booked_for: datetime | None, today: date) -> str:
    """
    What the holder reads about their next review.

    A missed review is the council's failing, never theirs; the law puts the duty on it alone.
    """
    by = f"{due.due_on:%-d %B %Y}"
    late = is_overdue(due=due, today=today)
    said = f"We should have met by {by}. That is our job, not yours." if late else ""
    if booked_for is None:
        return said or f"We will meet by {by}."
    at = booked_for.astimezone(LONDON)
    if at.date() < today:
        return said or f"We will meet by {by}."
    return f"{said} We meet on {at:%-d %B %Y at %H:%M}.".strip()
