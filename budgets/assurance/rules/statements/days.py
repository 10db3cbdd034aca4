"""Days as banks write them, the whole column at once, so that 3/4 is not guessed alone."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from budgets.assurance.errors import StatementUnreadable

ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
NUMBERS: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ ,T].*)?", re.ASCII)
NAMED: Final = re.compile(r"(\d{1,2})[-/ ]([A-Z]{3,9})\.?[-/ ,]*(\d{4}|\d{2})", re.ASCII)
PLAIN: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
MONTHS: Final = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
CENTURY: Final = 2000
SHORT: Final = 100
MIXED: Final = (
    "Some days of this file are written like 31/12 and others like 12/31, so they can't be told "
    "apart. Download it again, with the days as they come from your bank."
)


def read_days(texts: Sequence[str], today: date) -> list[date | None]:
    """
    The days of a column; nothing where a cell has none.

    Days come before months, as in Britain, unless the column says otherwise: a second number above
    12, or days to come that are none the other way round.

    :raises StatementUnreadable: some are written one way and some the other
    """
    first, second = _both(texts)
    if first and second:
        raise StatementUnreadable(MIXED)
    british = [_read(text, day_first=True) for text in texts]
    american = [_read(text, day_first=False) for text in texts]
    ahead = any(day and day > today for day in british)
    swapped = second or (ahead and not any(day and day > today for day in american))
    return american if swapped and not first else british


def _both(texts: Sequence[str]) -> tuple[bool, bool]:
    """Whether any first number, and any second one, can't be a month."""
    found = [one for one in (NUMBERS.fullmatch(text.strip()) for text in texts) if one]
    most = len(MONTHS)
    return any(int(one[1]) > most for one in found), any(int(one[2]) > most for one in found)


def _read(text: str, *, day_first: bool) -> date | None:
    plain = text.strip().strip("'").upper()
    if found := ISO.fullmatch(plain) or PLAIN.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := NAMED.fullmatch(plain):
        month = found[2][:3]
        number = MONTHS.index(month) + 1 if month in MONTHS else 0
        return _day(_year(found[3]), number, int(found[1]))
    if found := NUMBERS.fullmatch(plain):
        pair = (int(found[2]), int(found[1])) if day_first else (int(found[1]), int(found[2]))
        return _day(_year(found[3]), *pair)
    return None


def _year(text: str) -> int:
    return int(text) if int(text) >= SHORT else CENTURY + int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
