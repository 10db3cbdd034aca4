"""
The two files of payroll: what we tell it, and what it answers.

Ours is made for people with spreadsheets: no cell of words is run as a formula. Theirs is read
strictly: a sum is digits with two places or none, and a row with a fault is refused alone.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from budgets.assistants.errors.pay import PayrollFileTooLong, PayrollFileUnread
from budgets.assistants.values.payroll import (
    COLUMNS_OUT,
    FIGURES,
    MOST_ROWS,
    OPTIONAL,
    Figures,
    PayrollRead,
    PayrollRow,
    RowFault,
)
from payments.outside.rails.bank_file.csv_file import harmless

MARK: Final = "\ufeff"
FIRST_ROW: Final = 2
MOST_SHOWN: Final = 60
SUM: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{2})?")
WORDS: Final = frozenset({"full_name", "employer", "worker_ref", "engagement_ref", "budget_ref"})


def write_payroll(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The file for payroll, UTF-8 with its mark, a row for a PA and period."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS_OUT)
    for row in rows:
        writer.writerow(_cell(name, row.get(name, "")) for name in COLUMNS_OUT)
    return (MARK + table.getvalue()).encode()


def decimal(pence: int) -> str:
    """Pence as a sum with two places: 300.00; below nothing with a minus."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def hours(minutes: int) -> str:
    """Minutes as hours with two places, rounded to the nearest: 7.50."""
    hundredths = (abs(minutes) * 100 + 30) // 60
    return f"{'-' if minutes < 0 else ''}{hundredths // 100}.{hundredths % 100:02d}"


def read_payroll(content: bytes) -> PayrollRead:
    """
    Read payroll's answer: the columns by their names, in any order, others left aside.

    :raises PayrollFileUnread: it is no CSV in UTF-8, or a column is missing
    :raises PayrollFileTooLong: it has more rows than are taken at once
    """
    table = _table(content)
    rows, faults = list[PayrollRow](), list[RowFault]()
    for line, cells in enumerate(table, start=FIRST_ROW):
        if line - FIRST_ROW >= MOST_ROWS:
            raise PayrollFileTooLong
        if not any(cells.values()):
            continue
        wrong = list(_faults(line, cells))
        faults += wrong
        if not wrong:
            rows.append(PayrollRow(line, cells["pay_ref"], _figures(cells)))
    return PayrollRead(tuple(rows), tuple(faults))


def _table(content: bytes) -> Iterator[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise PayrollFileUnread from error
    head = [name.strip().lower() for name in lines[0]] if lines else []
    missing = [name for name in ("pay_ref", *FIGURES) if name not in head]
    if missing:
        raise PayrollFileUnread(f"This file has no column {missing[0]}. Look at our export.")
    return (_cells(head, line) for line in lines[1:])


def _cells(head: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    """What stands in a row; what a spreadsheet was kept from running is read as it was."""
    padded = [*line, *[""] * len(head)]
    return {
        name: cell.strip().removeprefix("'").strip()
        for name, cell in zip(head, padded, strict=False)
    }


def _faults(line: int, cells: Mapping[str, str]) -> Iterator[RowFault]:
    if not cells["pay_ref"]:
        yield RowFault(line, "pay_ref", "", "Write the reference of our export.")
    for name in (*FIGURES, OPTIONAL):
        cell = cells.get(name, "")
        if not (SUM.fullmatch(cell) or (name == OPTIONAL and not cell)):
            words = "Write a sum of nothing or more, like 412.60."
            yield RowFault(line, name, cell[:MOST_SHOWN], words)


def _figures(cells: Mapping[str, str]) -> Figures:
    net, tax, own_ni, employer_ni, own_pension, employer_pension = (
        _pence(cells[name]) for name in FIGURES
    )
    other = _pence(cells.get(OPTIONAL) or "0")
    return Figures(net, tax, own_ni, employer_ni, own_pension, employer_pension, other)


def _pence(cell: str) -> int:
    whole, _, part = cell.partition(".")
    return int(whole) * 100 + int(part or "0")


def _cell(name: str, value: str) -> str:
    return harmless(value) if name in WORDS else value
