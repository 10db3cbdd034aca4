"""What a shift comes to, by the rates that were agreed, before anybody works out pay."""

from datetime import date

from django.utils import timezone

from budgets.assistants.models import Engagement, Shift
from budgets.assistants.rules.hours import paid_minutes
from budgets.assistants.rules.pay import gross
from budgets.assistants.values import RateKind, ShiftKind
from budgets.assistants.values.pay import DatedRate, PayLineKind, Worked


def rates_of(engagement: Engagement) -> list[DatedRate]:
    """Its rates, as pay takes them."""
    return [
        DatedRate(PayLineKind(rate.kind), rate.pence, rate.from_on)
        for rate in engagement.rates.all()
    ]


def shift_pence(shift: Shift, engagement: Engagement) -> int | None:
    """What it comes to; None where nothing was agreed for such work."""
    worked = Worked(
        shift.id,
        PayLineKind(shift.kind),
        timezone.localdate(shift.started_at),
        _minutes(shift),
        shift.woken_minutes,
        shift.miles_tenths,
    )
    rates = rates_of(engagement)
    if gross.agreed_rate(rates, worked.kind, worked.day) is None:
        return None
    return gross.gross_pence(gross.shift_lines(worked, rates))


def _minutes(shift: Shift) -> int:
    if shift.kind == ShiftKind.SLEEP_IN:
        return shift.minutes
    return paid_minutes(
        kind=shift.kind,
        minutes=shift.minutes,
        break_minutes=shift.break_minutes,
        woken_minutes=0,
    )


def rate_pence(engagement: Engagement, kind: RateKind, day: date) -> int | None:
    """What a kind of work is paid on a day; None where nothing is agreed for it."""
    begun = [r for r in engagement.rates.all() if r.kind == kind and r.from_on <= day]
    newest = max(begun, key=lambda rate: rate.from_on, default=None)
    return newest.pence if newest else None
