"""Which days are paid together: the periods of a council's pay calendar."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from budgets.plans.rules.pay_days import pay_day
from budgets.plans.values.schedule import Calendar, Frequency, Period, Span

DAYS_OF = {Frequency.WEEKLY: 7, Frequency.FORTNIGHTLY: 14, Frequency.FOUR_WEEKLY: 28}
MONTHS = 12
REMEMBERED = 2**14


def period_of(day: date, calendar: Calendar) -> Period:
    """
    The whole period of the council's calendar that a day is in.

    :raises ValueError: what is paid once has no periods
    """
    return _period_of(day, calendar)


def periods(calendar: Calendar, span: Span) -> Iterator[Period]:
    """
    The periods of a budget, in order: every day of the span is in exactly one.

    The first and the last may be parts of a period of the calendar. A part is paid on the day of
    its whole, even if that is before its own first day, so that the run that pays the whole to
    others leaves nobody waiting for the next. Pay days never go backwards, so whoever looks for
    what is due may stop at the first that is too late. What is paid once is one period.

    :param span: may be without an end; then so are the periods
    :raises ValueError: it is paid once, and nobody knows until when
    """
    if calendar.frequency == Frequency.ONCE:
        yield from _at_once(calendar, span)
        return
    starts_on = span.starts_on
    while span.ends_on is None or starts_on < span.ends_on:
        whole = _period_of(starts_on, calendar)
        ends_on = whole.ends_on if span.ends_on is None else min(whole.ends_on, span.ends_on)
        if starts_on == whole.starts_on and ends_on == whole.ends_on:
            yield whole
        else:
            yield Period(starts_on, ends_on, whole.pay_on)
        starts_on = ends_on


@lru_cache(maxsize=REMEMBERED)
def _period_of(day: date, calendar: Calendar) -> Period:
    starts_on, ends_on = _bounds(day, calendar)
    return Period(starts_on, ends_on, pay_day(starts_on, calendar))


def _bounds(day: date, calendar: Calendar) -> tuple[date, date]:
    if calendar.frequency == Frequency.MONTHLY:
        return _month_bounds(day, calendar.anchor_on.day)
    if calendar.frequency not in DAYS_OF:
        raise ValueError("What is paid once has no periods.")
    length = DAYS_OF[calendar.frequency]
    starts_on = day - timedelta(days=(day - calendar.anchor_on).days % length)
    return starts_on, starts_on + timedelta(days=length)


def _month_bounds(day: date, first: int) -> tuple[date, date]:
    months = day.year * MONTHS + day.month - 1
    if day < _day_in(months, first):
        months -= 1
    return _day_in(months, first), _day_in(months + 1, first)


def _day_in(months: int, number: int) -> date:
    """A day of a month, counted since the year 0; the last one of a month that is shorter."""
    year, month = divmod(months, MONTHS)
    return date(year, month + 1, min(number, monthrange(year, month + 1)[1]))


def _at_once(calendar: Calendar, span: Span) -> Iterator[Period]:
    if span.ends_on is None:
        raise ValueError("What is paid once needs a last day.")
    if not span.is_empty:
        yield Period(span.starts_on, span.ends_on, pay_day(span.starts_on, calendar))
