"""When a council pays: the calendar of each frequency, and days on which nobody is paid."""

from datetime import date, datetime
from uuid import UUID

from budgets.plans.errors import (
    ClosedAnyway,
    ClosedDayPast,
    ClosedUnsaid,
    LeadTooLong,
    NoPeriods,
)
from budgets.plans.models import ClosedDay, PayCalendar
from budgets.plans.rules.agreeing import check_day
from budgets.plans.values.schedule import Frequency
from payments.payouts.values import is_bank_day, london_day

MOST_LEAD_DAYS = 28


def set_pay_calendar(
    *,
    book_id: UUID,
    frequency: Frequency,
    anchor_on: date,
    lead_days: int,
    by: UUID,
    now: datetime,
) -> PayCalendar:
    """
    Say where the periods of a frequency begin and how early they are paid; what is planned stays.

    Periods that are not planned yet follow the new calendar; the first may be a part.

    :param anchor_on: the first day of any one period
    :param lead_days: so many days before a period begins it is paid
    :raises NoPeriods: it is paid once
    :raises LeadTooLong: it would be paid more than 28 days before
    :raises DayAbsurd: the day can't be meant
    """
    if frequency == Frequency.ONCE:
        raise NoPeriods
    if not 0 <= lead_days <= MOST_LEAD_DAYS:
        raise LeadTooLong
    check_day(anchor_on, london_day(now))
    newest = PayCalendar.objects.filter(book_id=book_id, frequency=frequency).order_by("id").last()
    if newest and (newest.anchor_on, newest.lead_days) == (anchor_on, lead_days):
        return newest
    return PayCalendar.objects.create(
        book_id=book_id,
        frequency=frequency,
        anchor_on=anchor_on,
        lead_days=lead_days,
        set_by=by,
        set_at=now,
    )


def add_closed_day(*, book_id: UUID, day: date, words: str, now: datetime) -> ClosedDay:
    """
    Pay nobody on a day: what is not planned yet and falls on it is paid the working day before.

    Added twice, it stands once, as it was first said.

    :raises ClosedUnsaid: nobody says why
    :raises ClosedDayPast: it isn't still to come
    :raises ClosedAnyway: banks don't work on it
    :raises DayAbsurd: the day can't be meant
    """
    if not words.strip():
        raise ClosedUnsaid
    _check_to_come(day, now)
    check_day(day, london_day(now))
    if not is_bank_day(day):
        raise ClosedAnyway
    closed, _ = ClosedDay.objects.get_or_create(
        book_id=book_id, day=day, defaults={"words": words.strip()}
    )
    return closed


def remove_closed_day(*, closed: ClosedDay, now: datetime) -> None:
    """
    Pay on a day after all; what was planned for the day before stays there.

    :raises ClosedDayPast: it isn't still to come
    """
    _check_to_come(closed.day, now)
    ClosedDay.objects.filter(pk=closed.pk).delete()


def _check_to_come(day: date, now: datetime) -> None:
    if day <= london_day(now):
        raise ClosedDayPast
