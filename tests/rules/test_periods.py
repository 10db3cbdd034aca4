"""The periods of pay calendars and the days on which they are paid, as tables."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.plans.rules.pay_days import pay_day
from budgets.plans.rules.periods import period_of, periods
from budgets.plans.values.schedule import (
    Calendar,
    Frequency,
    Period,
    Span,
    default_calendar,
)
from payments.payouts.values import is_bank_day

FOUR_WEEKLY = default_calendar(Frequency.FOUR_WEEKLY)
MONTHLY = default_calendar(Frequency.MONTHLY)
ONCE = default_calendar(Frequency.ONCE)
FRIDAY = 4

DAYS = st.dates(date(2023, 1, 1), date(2033, 12, 31))
CALENDARS = st.builds(
    Calendar,
    frequency=st.sampled_from([frequency for frequency in Frequency if frequency != "once"]),
    anchor_on=DAYS,
    lead_days=st.integers(0, 31),
    closed=st.frozensets(DAYS, max_size=12),
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    starts_on = draw(DAYS)
    return Span(starts_on, starts_on + timedelta(days=draw(st.integers(0, 800))))


@pytest.mark.parametrize(
    ("starts_on", "pay_on"),
    [
        (date(2026, 11, 16), date(2026, 11, 16)),  # a Monday like others
        (date(2026, 12, 25), date(2026, 12, 24)),  # Christmas Day, a Friday
        (date(2026, 12, 27), date(2026, 12, 24)),  # a Sunday: Saturday and Friday are shut, too
        (date(2026, 12, 28), date(2026, 12, 24)),  # Boxing Day was a Saturday: its substitute
        (date(2026, 12, 29), date(2026, 12, 29)),
        (date(2027, 1, 1), date(2026, 12, 31)),  # New Year's Day, a Friday: paid the year before
        (date(2027, 3, 26), date(2027, 3, 25)),  # Good Friday
        (date(2027, 3, 29), date(2027, 3, 25)),  # Easter Monday, over the weekend and Good Friday
        (date(2027, 4, 1), date(2027, 4, 1)),
        (date(2027, 5, 1), date(2027, 4, 30)),  # the 1st is a Saturday
        (date(2027, 5, 3), date(2027, 4, 30)),  # the early May bank holiday
        (date(2027, 5, 31), date(2027, 5, 28)),  # the spring bank holiday
        (date(2027, 8, 30), date(2027, 8, 27)),  # the summer bank holiday
        (date(2027, 12, 27), date(2027, 12, 24)),  # Christmas Day was a Saturday
        (date(2027, 12, 28), date(2027, 12, 24)),  # and Boxing Day a Sunday
        (date(2028, 1, 1), date(2027, 12, 31)),  # New Year's Day, a Saturday
        (date(2028, 1, 3), date(2027, 12, 31)),  # and its substitute
    ],
)
def test_a_period_is_paid_on_its_first_day_or_the_working_day_before(
    starts_on: date, pay_on: date
) -> None:
    assert pay_day(starts_on, FOUR_WEEKLY) == pay_on


@pytest.mark.parametrize(
    ("lead_days", "pay_on"),
    [
        (0, date(2026, 11, 16)),
        (1, date(2026, 11, 13)),  # Sunday the 15th, so Friday
        (3, date(2026, 11, 13)),
        (5, date(2026, 11, 11)),
        (14, date(2026, 11, 2)),
    ],
)
def test_a_council_may_pay_days_before(lead_days: int, pay_on: date) -> None:
    calendar = Calendar(Frequency.WEEKLY, date(2024, 4, 8), lead_days=lead_days)
    assert pay_day(date(2026, 11, 16), calendar) == pay_on


def test_on_a_day_that_the_council_is_closed_it_pays_the_day_before() -> None:
    """Closed on Thursday 24 December 2026, when banks work: Wednesday, for all of Christmas."""
    closed = frozenset({date(2026, 12, 24), date(2026, 12, 31)})
    calendar = Calendar(Frequency.WEEKLY, date(2024, 4, 8), closed=closed)
    assert pay_day(date(2026, 12, 24), calendar) == date(2026, 12, 23)
    assert pay_day(date(2026, 12, 28), calendar) == date(2026, 12, 23)
    assert pay_day(date(2027, 1, 1), calendar) == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("frequency", "day", "starts_on", "ends_on"),
    [
        ("weekly", date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 23)),
        ("weekly", date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 30)),
        # 8 April 2024 + 68 × 14 days = 16 November 2026
        ("fortnightly", date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 30)),
        # 8 April 2024 + 34 × 28 days = 16 November 2026
        ("four_weekly", date(2026, 11, 22), date(2026, 11, 16), date(2026, 12, 14)),
        ("four_weekly", date(2026, 12, 13), date(2026, 11, 16), date(2026, 12, 14)),
        ("four_weekly", date(2027, 1, 1), date(2026, 12, 14), date(2027, 1, 11)),
        ("four_weekly", date(2024, 4, 7), date(2024, 3, 11), date(2024, 4, 8)),
        ("monthly", date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1)),
        ("monthly", date(2028, 2, 29), date(2028, 2, 1), date(2028, 3, 1)),
        ("monthly", date(2024, 3, 31), date(2024, 3, 1), date(2024, 4, 1)),
    ],
)
def test_a_day_is_in_one_period_of_the_calendar(
    frequency: str, day: date, starts_on: date, ends_on: date
) -> None:
    period = period_of(day, default_calendar(Frequency(frequency)))
    assert (period.starts_on, period.ends_on) == (starts_on, ends_on)


@pytest.mark.parametrize(
    ("anchor", "day", "starts_on", "ends_on"),
    [
        (15, date(2027, 1, 14), date(2026, 12, 15), date(2027, 1, 15)),
        (15, date(2027, 1, 15), date(2027, 1, 15), date(2027, 2, 15)),
        (31, date(2027, 2, 27), date(2027, 1, 31), date(2027, 2, 28)),
        (31, date(2027, 2, 28), date(2027, 2, 28), date(2027, 3, 31)),
        (31, date(2028, 2, 28), date(2028, 1, 31), date(2028, 2, 29)),
    ],
)
def test_a_month_may_begin_on_any_day(
    anchor: int, day: date, starts_on: date, ends_on: date
) -> None:
    period = period_of(day, Calendar(Frequency.MONTHLY, date(2024, 1, anchor)))
    assert (period.starts_on, period.ends_on) == (starts_on, ends_on)


def test_a_budgets_first_and_last_periods_may_be_parts() -> None:
    """
    From Wednesday 25 November 2026 until Friday 15 January 2027.

    Parts are paid with the period that they are parts of.
    """
    found = list(periods(FOUR_WEEKLY, Span(date(2026, 11, 25), date(2027, 1, 16))))
    assert found == [
        Period(date(2026, 11, 25), date(2026, 12, 14), date(2026, 11, 16)),
        Period(date(2026, 12, 14), date(2027, 1, 11), date(2026, 12, 14)),
        Period(date(2027, 1, 11), date(2027, 1, 16), date(2027, 1, 11)),
    ]
    assert [period.days for period in found] == [19, 28, 5]


def test_without_an_end_there_is_always_another() -> None:
    found = islice(periods(MONTHLY, Span(date(2026, 12, 10))), 3)
    assert [(period.starts_on, period.pay_on) for period in found] == [
        (date(2026, 12, 10), date(2026, 12, 1)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2027, 2, 1), date(2027, 2, 1)),
    ]


def test_what_is_paid_once_is_one_period() -> None:
    """From Easter Monday for 100 days: paid on Thursday before."""
    span = Span(date(2027, 3, 29), date(2027, 7, 7))
    (period,) = periods(ONCE, span)
    assert period == Period(date(2027, 3, 29), date(2027, 7, 7), date(2027, 3, 25))
    assert list(periods(ONCE, Span(span.starts_on, span.starts_on))) == []


def test_what_is_paid_once_needs_an_end_and_has_no_other_periods() -> None:
    with pytest.raises(ValueError, match="last day"):
        next(periods(ONCE, Span(date(2027, 3, 29))))
    with pytest.raises(ValueError, match="no periods"):
        period_of(date(2027, 3, 29), ONCE)


@given(CALENDARS, spans())
def test_periods_tile_the_span(calendar: Calendar, span: Span) -> None:
    found = list(periods(calendar, span))
    if span.is_empty:
        assert found == []
        return
    assert found[0].starts_on == span.starts_on
    assert found[-1].ends_on == span.ends_on
    assert all(first.ends_on == second.starts_on for first, second in pairwise(found))
    assert all(period.days > 0 for period in found)
    assert sum(period.days for period in found) == (span.ends_on - span.starts_on).days


@given(CALENDARS, spans())
def test_all_but_the_first_and_last_are_whole(calendar: Calendar, span: Span) -> None:
    for period in list(periods(calendar, span))[1:-1]:
        assert period == period_of(period.starts_on, calendar)


@given(CALENDARS, spans(), st.integers(0, 800))
def test_going_on_from_any_day_gives_the_same_bounds(
    calendar: Calendar, span: Span, days: int
) -> None:
    """What follows a day that was paid until doesn't depend on how that was reached."""
    later = Span(span.starts_on + timedelta(days=days), span.ends_on)
    after = [period for period in periods(calendar, span) if period.starts_on > later.starts_on]
    assert [p for p in periods(calendar, later) if p.starts_on > later.starts_on] == after


@given(CALENDARS, DAYS)
def test_a_pay_day_is_a_working_day_and_never_late(calendar: Calendar, day: date) -> None:
    period = period_of(day, calendar)
    latest = period.starts_on - timedelta(days=calendar.lead_days)
    assert period.pay_on <= latest
    assert period.pay_on.weekday() <= FRIDAY
    assert is_bank_day(period.pay_on)
    assert period.pay_on not in calendar.closed
    passed = (
        period.pay_on + timedelta(days=n) for n in range(1, (latest - period.pay_on).days + 1)
    )
    assert all(not is_bank_day(between) or between in calendar.closed for between in passed)


@given(CALENDARS, spans())
def test_pay_days_never_go_backwards(calendar: Calendar, span: Span) -> None:
    days = [period.pay_on for period in periods(calendar, span)]
    assert days == sorted(days)


@given(CALENDARS, DAYS)
def test_all_days_of_a_period_are_in_it(calendar: Calendar, day: date) -> None:
    period = period_of(day, calendar)
    assert period.starts_on <= day < period.ends_on
    assert period_of(period.starts_on, calendar) == period
    assert period_of(period.ends_on - timedelta(days=1), calendar) == period
    assert period_of(period.ends_on, calendar).starts_on == period.ends_on
