"""Working out the pay of everybody whose period is over, some at a time."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from budgets.assistants.errors.pay import BelowMinimum, NothingToPay, PeriodClosed, RateNeverAgreed
from budgets.assistants.models import Engagement, Pay
from budgets.assistants.selectors.pay.periods import Calendars, last_period
from budgets.assistants.selectors.pay.waiting import list_unpaid, why_held
from budgets.assistants.services.agreeing import check_again
from budgets.assistants.services.pay.closing import close_pay
from budgets.assistants.values.pay_steps import Closing, Held, LeftOut, NotPaid
from budgets.plans.selectors.facts import calendars
from ledgers.errors import Refusal
from payments.payouts.values import london_day

AT_ONCE: Final = 200
WHY: Final = {
    BelowMinimum: NotPaid.BELOW_MINIMUM,
    RateNeverAgreed: NotPaid.NO_RATE,
}


def close_pays(*, book_id: UUID, by: UUID, now: datetime, most: int = AT_ONCE) -> Closing:
    """
    Work out the last period that is over for everybody who is employed, as many as fit at once.

    Who can't be paid without a decision is left out and named; nobody else waits for them.
    """
    today, known = london_day(now), calendars(book_id)
    with transaction.atomic():
        due = [one for one in list_employed(book_id, today) if not _is_done(one, today, known)]
        results = [_close(one, today, known, by=by, now=now) for one in due[:most]]
    return Closing(
        closed=tuple(one.id for one in results if isinstance(one, Pay)),
        left_out=tuple(one for one in results if isinstance(one, LeftOut)),
        held=tuple(list_held(due[:most], today, now)),
        more=len(due[most:]),
    )


def list_employed(book_id: UUID, today: date) -> list[Engagement]:
    """Everybody on a payroll whose work goes on, or who has something that was never paid."""
    unpaid = Q(shifts__agreement__isnull=False, shifts__paid=None, shifts__imported_at=None)
    goes_on = Q(ends_on=None) | Q(ends_on__gte=today.replace(day=1))
    return list(
        Engagement.objects.filter(goes_on | unpaid, book_id=book_id, is_self_employed=False)
        .filter(starts_on__lt=today)
        .select_related("assistant", "budget")
        .order_by("reference", "id")
        .distinct()
    )


def list_held(engagements: Iterable[Engagement], before: date, now: datetime) -> list[Held]:
    """Agreed hours of these that wait for somebody to decide about them."""
    shifts = list(list_unpaid(engagements, before))
    found = check_again(shifts, now)
    why = (why_held(shift, found[shift.id]) for shift in shifts)
    return [one for one in why if one]


def _is_done(engagement: Engagement, today: date, known: Calendars) -> bool:
    period = last_period(engagement, today, known)
    return Pay.objects.filter(engagement=engagement, ends_on__gte=period.ends_on).exists()


def _close(
    engagement: Engagement, today: date, known: Calendars, *, by: UUID, now: datetime
) -> Pay | LeftOut:
    period = last_period(engagement, today, known)
    try:
        with transaction.atomic():
            return close_pay(engagement=engagement, period=period, by=by, now=now)
    except (NothingToPay, PeriodClosed) as refused:
        return _left_out(engagement, NotPaid.NOTHING, refused)
    except tuple(WHY) as refused:
        return _left_out(engagement, WHY[type(refused)], refused)


def _left_out(engagement: Engagement, why: NotPaid, refused: Refusal) -> LeftOut:
    return LeftOut(engagement.id, engagement.reference, why, refused.sentence)


def those(results: Sequence[LeftOut], why: NotPaid) -> list[LeftOut]:
    """Of those left out, who is for one reason."""
    return [one for one in results if one.why == why]
