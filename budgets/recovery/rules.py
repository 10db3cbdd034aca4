"""Decisions about recovery budgets, from values alone, readable by a social worker."""

from datetime import date, timedelta

from budgets.recovery.errors import (
    OverDelegation,
    PayeeMissing,
    PersonYearLimit,
    SumAbsurd,
    WordsMissing,
)
from budgets.recovery.values import Asking, Progress, Reach, RequestState
from ledgers.values import Purpose
from payments.payouts.values import PaymentState

MOST_PENCE = 10_000_00
LEAP_DAY = (2, 29)

WORDS_FOR: dict[Purpose, tuple[str, ...]] = {
    Purpose.LEARNING: ("course", "college", "class", "lesson", "train", "book", "exam", "study"),
    Purpose.TRANSPORT: ("bus", "taxi", "driving", "fare", "bike", "travel", "car "),
    Purpose.TECHNOLOGY: ("phone", "tablet", "laptop", "computer", "wifi", "broadband", "app"),
    Purpose.EQUIPMENT: ("washing machine", "cooker", "bed", "chair", "fridge", "tools", "sewing"),
    Purpose.BREAKS: ("break", "holiday", "rest", "weekend", "respite", "away"),
    Purpose.GETTING_OUT: ("gym", "swim", "club", "choir", "garden", "pool", "football", "group"),
}


def guess_purpose(words: str) -> Purpose:
    """Map somebody's own words to a purpose of spending; nobody is asked to choose from a list."""
    said = f"{words.lower()} "
    scores = {p: sum(said.count(word) for word in known) for p, known in WORDS_FOR.items()}
    best = max(scores, key=lambda purpose: scores[purpose])
    return best if scores[best] else Purpose.OTHER


def check_asking(asking: Asking) -> None:
    """
    Refuse an asking that says nothing, or that nobody could pay.

    :raises WordsMissing: what it is for is not said
    :raises SumAbsurd: nothing, or more than £10,000
    :raises PayeeMissing: it should go straight to somebody who is not named
    """
    if not asking.words.strip():
        raise WordsMissing
    if not 0 < asking.pence <= MOST_PENCE:
        raise SumAbsurd
    if asking.reach == Reach.STRAIGHT and not asking.straight_to.strip():
        raise PayeeMissing


def check_delegation(
    *, pence: int, grant_limit: int, given_in_year: int, person_year_limit: int
) -> None:
    """
    Refuse what is above somebody's delegation. A limit is included: £300 of £300 is fine.

    :raises OverDelegation: the sum is above the limit for one grant
    :raises PersonYearLimit: with it the person's 12 months would be above the limit
    """
    if pence > grant_limit:
        raise OverDelegation
    if given_in_year + pence > person_year_limit:
        raise PersonYearLimit


def year_before(day: date) -> date:
    """The first day of the 12 months that end with this day."""
    leap_day = (day.month, day.day) == LEAP_DAY
    counted = day - timedelta(days=1) if leap_day else day
    return counted.replace(year=day.year - 1) + timedelta(days=1)


def progress_of(
    *,
    request: RequestState,
    payment: PaymentState | None,
    details_given: bool,
    lapsed: bool,
) -> Progress:
    """Where a recovery budget is, in one word for people."""
    if request != RequestState.AUTHORISED or payment is None:
        return Progress(request.value)
    if payment == PaymentState.CANCELLED:
        return Progress.LAPSED if lapsed else Progress.CANCELLED
    if payment in (PaymentState.PLANNED, PaymentState.APPROVED):
        return Progress.PROMISED if details_given else Progress.WAITING_FOR_DETAILS
    return {
        PaymentState.SENT: Progress.ON_ITS_WAY,
        PaymentState.PAID: Progress.THERE,
        PaymentState.FAILED: Progress.CAME_BACK,
        PaymentState.RETURNED: Progress.CAME_BACK,
    }[payment]
