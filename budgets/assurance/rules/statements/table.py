"""The table of a statement: its rows as lines, wherever it begins and by whatever it is divided."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Final

from budgets.assurance.errors import StatementUnreadable
from budgets.assurance.rules.csv_lines import Lines, RawRow, split_rows
from budgets.assurance.rules.statements.amounts import read_pence
from budgets.assurance.rules.statements.days import read_days
from budgets.assurance.values.lines import Channel
from budgets.assurance.values.statements import Layout, Part, StatementLine

DELIMITERS: Final = (",", ";", "\t", "|")
PREAMBLE: Final = 25
"""So many lines may stand before the names of the columns."""
MOST_ROWS: Final = 20_000
LONGEST_NAME: Final = 200
LONGEST_WORDS: Final = 500


def rows_of(text: str) -> list[RawRow]:
    """
    The rows that have anything in them, divided by whichever sign divides them most evenly.

    :raises StatementUnreadable: there are more than a statement has
    """
    first = text[:20_000].splitlines()[:60]
    delimiter = max(DELIMITERS, key=lambda sign: _evenness(first, sign))
    lines = Lines(io.StringIO(text, newline=""))
    found = [row for row in split_rows(lines, delimiter) if any(map(str.strip, row.cells))]
    if len(found) > MOST_ROWS:
        raise StatementUnreadable("This file has more lines than a statement. Choose fewer months.")
    return found


def _evenness(lines: Sequence[str], sign: str) -> int:
    """How many cells the commonest width makes over all these lines."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
    except csv.Error:
        return 0
    return max((width * widths.count(width) for width in widths if width > 1), default=0)


def lines_of(rows: Sequence[RawRow], layout: Layout, today: date) -> list[StatementLine]:
    """
    The lines of these rows, in the order of the file.

    :raises StatementUnreadable: a row can't be read: nothing is lost in silence
    """
    last = max(layout.places.values())
    wide = [row for row in rows if not row.why and len(row.cells) > _needed(layout)]
    padded = [[*row.cells, *[""] * (last + 1 - len(row.cells))] for row in wide]
    days = read_days([cells[layout.places[Part.DAY]] for cells in padded], today)
    found = []
    for row, cells, day in zip(wide, padded, days, strict=True):
        pence = _pence(cells, layout)
        if day is None or pence is None:
            if _is_note(cells, layout):
                continue
            raise StatementUnreadable(_why(row, day is None))
        found.append(_line(cells, layout, day, pence))
    _check_all_read(rows, wide)
    return found


def _needed(layout: Layout) -> int:
    amounts = [layout.places[one] for one in (Part.AMOUNT, Part.OUT) if one in layout.places]
    return max(layout.places[Part.DAY], min(amounts))


def _check_all_read(rows: Sequence[RawRow], wide: Sequence[RawRow]) -> None:
    left = [row for row in rows if row not in wide and (row.why or len(row.cells) > 2)]  # noqa: PLR2004
    if left:
        raise StatementUnreadable(f"Line {left[0].line} of this file can't be read. {left[0].why}")


def _why(row: RawRow, no_day: bool) -> str:  # noqa: FBT001
    what = "day" if no_day else "amount"
    return (
        f"Line {row.line} of this file has no {what} that can be read, so nothing was taken. "
        "Download it again, or tell us."
    )


def _is_note(cells: Sequence[str], layout: Layout) -> bool:
    """A line with neither a day nor an amount, such as a heading or a sum at the end."""
    amounts = [
        cells[layout.places[p]] for p in (Part.AMOUNT, Part.OUT, Part.IN) if p in layout.places
    ]
    return not cells[layout.places[Part.DAY]].strip() or not any(map(str.strip, amounts))


def _pence(cells: Sequence[str], layout: Layout) -> int | None:
    if Part.AMOUNT in layout.places:
        return read_pence(cells[layout.places[Part.AMOUNT]], in_pence=layout.in_pence)
    sums = [
        read_pence(cells[layout.places[part]], in_pence=layout.in_pence)
        for part in (Part.IN, Part.OUT)
    ]
    if sums == [None, None]:
        return None
    came, left = (one or 0 for one in sums)
    return came - abs(left)


def _line(cells: Sequence[str], layout: Layout, day: date, pence: int) -> StatementLine:
    balance = cells[layout.places[Part.BALANCE]] if Part.BALANCE in layout.places else ""
    said = _cell(cells, layout, Part.TYPE)
    return StatementLine(
        day,
        pence,
        (_cell(cells, layout, Part.NAME) or _cell(cells, layout, Part.WORDS))[:LONGEST_NAME],
        " ".join(filter(None, (_cell(cells, layout, Part.WORDS),)))[:LONGEST_WORDS],
        layout.types.get(said.casefold(), Channel.TRANSFER),
        read_pence(balance, in_pence=layout.in_pence),
    )


def _cell(cells: Sequence[str], layout: Layout, part: Part) -> str:
    """Words of a cell on one line, with no sign that is not seen."""
    if part not in layout.places:
        return ""
    plain = "".join(sign if sign.isprintable() else " " for sign in cells[layout.places[part]])
    return " ".join(plain.split())
