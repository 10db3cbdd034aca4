"""
When a care review is due.

Regulation 7 of the Care and Support (Direct Payments) Regulations 2014: once within the first six
months of the first payment, then at intervals of at most twelve, and whenever there is a concern.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from budgets.plans.values.agreement import ReviewReason
from budgets.plans.values.reviews import ReviewDue

FIRST_MONTHS = 6
YEARLY_MONTHS = 12
CONCERN_DAYS = 28


def next_review_due(
    *,
    first_paid_on: date | None,
    reviews_held: Collection[date],
    concerns: Collection[date],
    concern_days: int = CONCERN_DAYS,
) -> ReviewDue | None:
    """
    The next review that is due, with its reason; nothing before the first payment or a concern.

    A review counts from the first payment on, and answers each concern that was there on its day.

    :param concern_days: the policy's, from the day of a concern
    """
    last = max(reviews_held, default=None)
    dues = [
        ReviewDue(day + timedelta(days=concern_days), ReviewReason.CONCERN)
        for day in concerns
        if last is None or day > last
    ]
    if first_paid_on is not None:
        dues.append(_regular(first_paid_on, last))
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
