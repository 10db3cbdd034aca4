"""When the next care review is due, and why."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from budgets.plans.values.agreement import ReviewReason


@dataclass(frozen=True)
class ReviewDue:
    """The last day on which a review is in time."""

    due_on: date
    reason: ReviewReason


class Said(NamedTuple):
    """What was said in a care review, in a form that weighs little; one of the three is enough."""

    matters: str
    works: str
    should_change: str
