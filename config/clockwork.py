"""
A reference for time in England, worked out from the law alone: no zone tables, no holiday library.

Summer time lasts from the last Sunday of March to the last of October, at 01:00 UTC both (Summer
Time Act 1972, s.1). Bank holidays are those of the Banking and Financial Dealings Act 1971 and of
proclamations that come each year, with a substitute for each that falls on a weekend.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

QUARTER: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
SUNDAY, SATURDAY = 6, 5
MARCH, MAY, AUGUST, OCTOBER, DECEMBER = 3, 5, 8, 10, 12


def changes(year: int) -> tuple[datetime, datetime]:
    """When the clocks go forward and back in a year, in UTC."""
    return _last_sunday(year, MARCH), _last_sunday(year, OCTOBER)


def _last_sunday(year: int, month: int) -> datetime:
    day = date(year, month, 31)
    day -= (day.weekday() - SUNDAY) % 7 * DAY
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def wall(moment: datetime) -> datetime:
    """What clocks on walls show at a moment; without a zone."""
    forward, back = changes(moment.year)
    shown = moment + HOUR if forward <= moment < back else moment
    return shown.replace(tzinfo=None)


def moments_by_wall(since: datetime, until: datetime) -> dict[datetime, list[datetime]]:
    """Each quarter of an hour between two moments, by what the clocks show: once, or twice."""
    found: dict[datetime, list[datetime]] = defaultdict(list)
    moment = since
    while moment < until:
        found[wall(moment)].append(moment)
        moment += QUARTER
    return found


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian rule of Meeus, Jones and Butcher."""
    golden, (century, part) = year % 19, divmod(year, 100)
    leap, left = divmod(century, 4)
    correction = (8 * century + 13) // 25
    moon = (19 * golden + century - leap - correction + 15) % 30
    four, rest = divmod(part, 4)
    to_sunday = (32 + 2 * left + 2 * four - moon - rest) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def bank_holidays(year: int) -> set[date]:
    """Every day of a year on which banks in England are closed and it is no weekend."""
    fixed = [date(year, 1, 1), date(year, DECEMBER, 25), date(year, DECEMBER, 26)]
    moving = {easter(year) - 2 * DAY, easter(year) + DAY, *_mondays(year)}
    for day in fixed:
        moving.add(_free_from(day, moving))
    return moving


def _free_from(day: date, taken: set[date]) -> date:
    while day in taken or day.weekday() >= SATURDAY:
        day += DAY
    return day


def _mondays(year: int) -> Iterator[date]:
    first = date(year, MAY, 1)
    yield first + (-first.weekday() % 7) * DAY
    for month in (MAY, AUGUST):
        last = date(year, month, 31)
        yield last - last.weekday() * DAY
