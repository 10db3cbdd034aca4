"""About what hours cost, before anybody works out the pay: each part rounded up to the penny."""

from datetime import date
from typing import Final

from budgets.assistants.rules.hours import minutes_between, paid_minutes
from budgets.assistants.values import NewShift, RateKind, ShiftKind
from budgets.assistants.values.facts import WorkFacts
from payments.payouts.values import london_day

HOUR: Final = 60
TENTHS: Final = 10


def hour_pence(work: WorkFacts, kind: RateKind, day: date) -> int | None:
    """What an hour of a kind is paid on a day: without a rate of its own, as ordinary hours are."""
    own = work.rate_on(kind, day)
    return work.rate_on(RateKind.STANDARD, day) if own is None else own


def time_pence(new: NewShift, work: WorkFacts) -> int | None:
    """What the hours are paid, miles left out; None where no rate is agreed."""
    day = london_day(new.started_at)
    is_night = new.kind == ShiftKind.SLEEP_IN
    flat = work.rate_on(RateKind.SLEEP_IN, day) if is_night else 0
    minutes = hourly_minutes(new)
    hourly = RateKind.SLEEP_IN_WOKEN if is_night else RateKind(new.kind)
    pence = hour_pence(work, hourly, day) if minutes else 0
    if flat is None or pence is None:
        return None
    return flat - (-minutes * pence // HOUR)


def hourly_minutes(new: NewShift) -> int:
    """How many of the minutes are paid by the hour."""
    return paid_minutes(
        kind=new.kind,
        minutes=minutes_between(new.started_at, new.ended_at),
        break_minutes=new.break_minutes,
        woken_minutes=new.woken_minutes,
    )


def cost_pence(new: NewShift, work: WorkFacts) -> int | None:
    """What the hours and the miles cost together; None where no rate is agreed for the hours."""
    hours = time_pence(new, work)
    mile = work.rate_on(RateKind.MILEAGE, london_day(new.started_at)) or 0
    return None if hours is None else hours - (-new.miles_tenths * mile // TENTHS)
