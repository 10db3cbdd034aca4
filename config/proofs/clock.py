"""
Shifts, periods and pay dates are right.

Every quarter of an hour around each change of the clocks is read as people type it, and every
length from there up to a day is measured, against a reference in UTC that knows no zone table;
some go through the verb into the database and are added up there. Each day of ten years is in one
period, of 28 days, and paid on a working day. The control subtracts what the clocks show.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from budgets.assistants.errors import ShiftTimeGone, ShiftTimeTwice
from budgets.assistants.rules.hours import minutes_between
from budgets.assistants.rules.local_time import read_local
from budgets.plans.rules.periods import period_of
from budgets.plans.values.schedule import Frequency, default_calendar
from config.clockwork import DAY, QUARTER, bank_holidays, changes, moments_by_wall, wall
from config.proving import QUICK, Proof, scratch_database
from config.shifts_kept import keep_and_add_up
from payments.payouts.values import LONDON, is_bank_day

YEARS: Final = range(2026, 2031)
YEARS_QUICK: Final = range(2026, 2028)
LENGTHS: Final = 24 * 4
PERIODS_FROM, PERIODS_YEARS, WEEKEND = 2026, 10, 5
FOUR_WEEKS: Final = timedelta(days=28)
KEPT, KEPT_QUICK = 2_000, 400

Measure = Callable[[datetime, datetime], int]


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Compare everything once, and count what differs."""
    years = YEARS_QUICK if QUICK.get() else YEARS
    around = [moment for year in years for moment in changes(year)]
    measure = by_the_wall if control else minutes_between
    lengths, wrong_lengths = compare_lengths(around, measure)
    times, wrong_times = compare_times(around)
    days, wrong_days = compare_days(PERIODS_YEARS)
    kept, wrong_kept = _kept(around, seed)
    wrong = wrong_lengths + wrong_times + wrong_days + wrong_kept
    line = (
        f"{wrong} of {lengths + times + days + kept:,} differ from the reference ({lengths:,} "
        f"lengths and {times:,} typed times at {len(around)} changes of the clocks, {kept:,} "
        f"shifts kept and added up, {days:,} days in periods with their pay days)"
    )
    figures = {
        "lengths": lengths,
        "typed_times": times,
        "kept": kept,
        "days": days,
        "differences": wrong,
    }
    return Proof(wrong == 0, line, figures)


def by_the_wall(started: datetime, ended: datetime) -> int:
    """The control: what the clocks show at the end less what they showed at the start."""
    return (ended.replace(tzinfo=None) - started.replace(tzinfo=None)) // timedelta(minutes=1)


def compare_lengths(around: list[datetime], measure: Measure) -> tuple[int, int]:
    """Every start within a day of a change, every length up to a day; and how many are wrong."""
    asked = wrong = 0
    for change in around:
        for place in range(2 * LENGTHS):
            start = change - DAY + place * QUARTER
            for length in range(1, LENGTHS + 1):
                asked += 1
                end = start + length * QUARTER
                wrong += measure(start.astimezone(LONDON), end.astimezone(LONDON)) != 15 * length
    return asked, wrong


def compare_times(around: list[datetime]) -> tuple[int, int]:
    """Every time that somebody may type within a day of a change; and how many are misread."""
    asked = wrong = 0
    for change in around:
        known = moments_by_wall(change - 2 * DAY, change + 2 * DAY)
        shown = wall(change) - DAY
        for _ in range(2 * LENGTHS):
            asked += 1
            wrong += not _is_read(shown, known.get(shown, []))
            shown += QUARTER
    return asked, wrong


def _is_read(shown: datetime, meant: list[datetime]) -> bool:
    """Whether a time is read as what it means; one that is not one moment is asked about."""
    try:
        return [read_local(day=shown.date(), at=shown.time())] == meant
    except ShiftTimeGone as gone:
        before, after = gone.choices
        return meant == [] and after - before == timedelta(hours=1)
    except ShiftTimeTwice as twice:
        folds = [read_local(day=shown.date(), at=shown.time(), fold=fold) for fold in (0, 1)]
        return meant == list(twice.choices) == folds


def compare_days(years: int) -> tuple[int, int]:
    """Each day of some years: is it a bank day, in which period, when is that paid."""
    holidays = {day for year in range(2025, 2027 + years) for day in bank_holidays(year)}
    calendar = default_calendar(Frequency.FOUR_WEEKLY)
    asked = wrong = 0
    for day in _days(years):
        found = period_of(day, calendar)
        number = (day - calendar.anchor_on) // FOUR_WEEKS
        first = calendar.anchor_on + number * FOUR_WEEKS
        paid = first
        while paid in holidays or paid.weekday() >= WEEKEND:
            paid -= DAY
        right = (first, first + FOUR_WEEKS, paid)
        is_open = day not in holidays and day.weekday() < WEEKEND
        asked += 2
        wrong += (found.starts_on, found.ends_on, found.pay_on) != right
        wrong += is_bank_day(day) != is_open
    return asked, wrong


def _days(years: int) -> Iterator[date]:
    first = date(PERIODS_FROM, 1, 1)
    return (first + number * DAY for number in range((date(2026 + years, 1, 1) - first).days))


def _kept(around: list[datetime], seed: int) -> tuple[int, int]:
    chance = random.Random(seed)  # noqa: S311  a proof must be repeatable
    count = KEPT_QUICK if QUICK.get() else KEPT
    stretches = []
    for number in range(count):
        start = around[number % len(around)] + chance.randrange(-LENGTHS, LENGTHS) * QUARTER
        stretches.append((start, start + chance.randrange(1, LENGTHS + 1) * QUARTER))
    with scratch_database():
        return count, keep_and_add_up(stretches)
