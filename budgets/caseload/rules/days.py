"""Days and moments, and what spreadsheets make of them."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from budgets.caseload.errors import CellWrong

ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MIDNIGHT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00(?:\.0+)?)?")
COMPACT: Final = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
SERIAL: Final = re.compile(r"([1-9][0-9]{3,4})(?:\.[0-9]+)?")
YEAR_ALONE: Final = re.compile(r"(?:19|20|21)[0-9]{2}")
IN_PARTS: Final = re.compile(
    r"([0-9]{1,4})(?:st|nd|rd|th)?[\s/.,-]+([0-9]{1,2}|[a-z]{3,9})[\s/.,-]+([0-9]{4}|[0-9]{1,2})"
    r"(?:[T ]00:00(?::00(?:\.0+)?)?)?",
    re.IGNORECASE,
)
MONTH_FIRST: Final = re.compile(
    r"([a-z]{3,9})\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})", re.IGNORECASE
)
INSTANT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

DAY_NOUGHT: Final = date(1899, 12, 30)
"""The day that Excel's number 0 stands for, for all days after February 1900."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
NEW_CENTURY: Final = 30
"""Excel takes a year in two digits below this for one of this century."""

EMPTY_DAYS: Final = frozenset(
    {"0", "0.0", "1899-12-30", "1899-12-31", "1900-01-00", "1900-01-01", "0000-00-00"}
    | {"30/12/1899", "31/12/1899", "00/01/1900", "01/01/1900", "0/1/1900", "1/0/1900"}
    | {"00/01/00", "0001-01-01"}
)
IS_EMPTY: Final = (
    "This is how a spreadsheet or database writes an empty day. "
    "Write the day like 2024-04-03, or leave the cell empty."
)
NO_SUCH_DAY: Final = "The calendar has no such day. Look at the day and the month."
NO_DAY: Final = "This is not a day. Write the day like 2024-04-03."
NO_MOMENT: Final = "This is not a moment. Write it with its zone, like 2024-04-03T09:30:00Z."


def read_day(text: str) -> date:
    """
    Take a day as `2024-04-03`, or with a midnight after it as databases write it.

    :raises CellWrong: anything else; it names the day that was probably meant, and never takes it
    """
    found = MIDNIGHT.fullmatch(text)
    plain = found[1] if found else text
    if plain in EMPTY_DAYS:
        raise CellWrong(IS_EMPTY)
    if not ISO.fullmatch(plain):
        raise CellWrong(_not_iso(text))
    try:
        return _in_our_time(date.fromisoformat(plain))
    except ValueError:
        raise CellWrong(NO_SUCH_DAY) from None


def read_instant(text: str) -> datetime:
    """
    Take a moment with its zone; it is given in UTC.

    :raises CellWrong: anything else, and a moment without a zone
    """
    found = INSTANT.fullmatch(text)
    if found is None:
        raise CellWrong(NO_MOMENT)
    if not found[3]:
        raise CellWrong(f"The zone is missing. In winter write {found[1]}T{found[2]}Z.")
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise CellWrong(NO_MOMENT) from None
    _in_our_time(moment.date())
    return moment


def _in_our_time(day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise CellWrong(f"The year {day.year} can't be right. If there is no end, leave it empty.")


def _not_iso(text: str) -> str:
    serial = SERIAL.fullmatch(text)
    if serial and not YEAR_ALONE.fullmatch(text):
        counted = DAY_NOUGHT + timedelta(days=int(serial[1]))
        return f"This is a spreadsheet's number for the day {counted}. Write it like that."
    parts = list(_possible_parts(text))
    meant = next(filter(None, (_find_day(*part) for part in parts)), None)
    if meant:
        return f"This is probably {meant}. Write it like that: the year, the month, the day."
    return NO_SUCH_DAY if parts else NO_DAY


def _find_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _possible_parts(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day as they may be meant: as in Britain first, then as in America."""
    if found := COMPACT.fullmatch(text):
        yield int(found[1]), int(found[2]), int(found[3])
    elif found := MONTH_FIRST.fullmatch(text):
        yield from _parts(found[2], found[1], found[3])
    elif found := IN_PARTS.fullmatch(text):
        yield from _parts(found[1], found[2], found[3])


def _parts(first: str, second: str, third: str) -> Iterator[tuple[int, int, int]]:
    month = int(second) if second.isdigit() else _month(second)
    if len(first) > len("31"):
        yield int(first), month, int(third)
        return
    year = int(third) if len(third) > len("24") else _century(int(third))
    yield year, month, int(first)
    yield year, int(first), month


def _month(name: str) -> int:
    found = (place for place, month in enumerate(MONTHS, 1) if month.startswith(name.lower()))
    return next(found, 0)


def _century(year: int) -> int:
    return year + (2000 if year < NEW_CENTURY else 1900)
