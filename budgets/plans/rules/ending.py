"""When a budget may end, and what that stops at once."""

from datetime import date

from budgets.plans.errors import EndsInThePast
from budgets.plans.rules.agreeing import check_day
from budgets.plans.values.agreement import EndReason, StepKind

MAY_BE_PAST = (EndReason.MOVED, EndReason.DIED)
STOP_AT_ONCE = (EndReason.CONDITION, EndReason.DIED)
"""A condition that falls stops payments at once (s.33(4)); to nobody who has died is paid."""

REASON_WORDS = {
    EndReason.CHOSEN: "It was chosen to end it",
    EndReason.NOT_NEEDED: "It is not needed any more",
    EndReason.MOVED: "The person moved away",
    EndReason.CONDITION: "A condition of the law stands no longer",
    EndReason.DIED: "The person has died",
    EndReason.OTHER: "It ends",
}

STEP_WORDS = {
    StepKind.FINAL_PAY: "Final pay",
    StepKind.HOLIDAY: "Holiday that is owed",
    StepKind.NOTICE: "Notice pay",
    StepKind.REDUNDANCY: "Redundancy pay",
    StepKind.TAX: "Tax and National Insurance",
    StepKind.BILL: "Bills and bookings that are agreed",
}


def check_end(*, reason: EndReason, ends_on: date, agreed_end: date | None, today: date) -> None:
    """
    Refuse a last day that can't be meant.

    :param agreed_end: the last day that was agreed from the start, if any
    :raises DayAbsurd: it is before 2000, or more than ten years ahead
    :raises EndsInThePast: it is over, and it is neither a move nor a death, nor was it agreed so
    """
    check_day(ends_on, today)
    if ends_on < today and ends_on != agreed_end and reason not in MAY_BE_PAST:
        raise EndsInThePast


def last_day(*, ends_on: date, agreed_end: date | None) -> date:
    """The last day that is paid for: never later than what was agreed."""
    return min(ends_on, agreed_end) if agreed_end else ends_on
