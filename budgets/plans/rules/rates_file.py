"""
Reading a file of dated rates: the columns of the nation's own table, row by row.

A file is taken whole or not at all, for half of a new year's rates would be no year's.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from budgets.plans.errors import DayAbsurd
from budgets.plans.rules.agreeing import check_day
from budgets.plans.values.rates import OWN_UNITS, RateName, RateRow, Unit, national_rates

COLUMNS: Final = ("name", "value", "unit", "starts_on", "source")
MOST_SOURCE: Final = 300
MOST_DIGITS: Final = 12
FIRST_ROW: Final = 2


@dataclass(frozen=True, slots=True)
class RateFault:
    """What is wrong with a row, so that whoever wrote it finds it: its line, column and words."""

    line: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class RatesRead:
    """The rows of a file, and what is wrong with it; nothing is to be taken while anything is."""

    rows: tuple[RateRow, ...]
    faults: tuple[RateFault, ...]


def read_rates(text: str, today: date) -> RatesRead:
    """Read every row, and find every fault, of a file with the columns of the nation's table."""
    table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    rows, faults = list[RateRow](), list[RateFault]()
    try:
        missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
        if missing:
            words = f"The first line has to name these columns: {', '.join(missing)}."
            return RatesRead((), (RateFault(1, missing[0], words),))
        for line, row in enumerate(table, start=FIRST_ROW):
            found = list(_faults(line, row, today))
            faults += found
            if not found:
                rows.append(_row(row))
    except csv.Error:
        faults.append(RateFault(table.line_num, "", "This line is no line of a CSV file."))
    return RatesRead(tuple(rows), (*faults, *_twice(rows)))


def _row(row: Mapping[str, str]) -> RateRow:
    return RateRow(
        RateName(row["name"]),
        int(row["value"]),
        Unit(row["unit"]),
        date.fromisoformat(row["starts_on"]),
        row["source"].strip(),
    )


def _units() -> dict[str, Unit]:
    return {row.name.value: row.unit for row in national_rates()} | {
        name.value: unit for name, unit in OWN_UNITS.items()
    }


def _faults(line: int, row: Mapping[str, str | None], today: date) -> Iterator[RateFault]:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    unit = _units().get(cells["name"])
    if unit is None:
        yield RateFault(line, "name", f"There is no rate called “{cells['name'][:60]}”.")
    elif cells["unit"] != unit:
        yield RateFault(line, "unit", f"This rate counts {unit}.")
    if not _is_whole(cells["value"]):
        words = "Write a whole number of what the unit counts: 1271 for £12.71 an hour."
        yield RateFault(line, "value", words)
    if not _is_day(cells["starts_on"], today):
        yield RateFault(line, "starts_on", "Write a day as 2027-04-01.")
    if not cells["source"] or len(cells["source"]) > MOST_SOURCE:
        words = f"Say in 1 to {MOST_SOURCE} letters which law or decision says so."
        yield RateFault(line, "source", words)


def _is_whole(cell: str) -> bool:
    return cell.isascii() and cell.isdigit() and len(cell) <= MOST_DIGITS


def _is_day(cell: str, today: date) -> bool:
    try:
        day = date.fromisoformat(cell)
        check_day(day, today)
    except (ValueError, DayAbsurd):
        return False
    return cell == day.isoformat()


def _twice(rows: Iterable[RateRow]) -> Iterator[RateFault]:
    seen = set[tuple[RateName, date]]()
    for row in rows:
        key = (row.name, row.starts_on)
        if key in seen:
            words = f"{row.name} from {row.starts_on} stands there more than once."
            yield RateFault(0, "starts_on", words)
        seen.add(key)
