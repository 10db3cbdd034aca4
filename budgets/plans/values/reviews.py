"""When the next care review is due, and why."""

from dataclasses import dataclass
from datetime import date

from budgets.plans.values.agreement import ReviewReason


@dataclass(frozen=True)
class ReviewDue:
    """The last day on which a review is in time."""

    due_on: date
    reason: ReviewReason
