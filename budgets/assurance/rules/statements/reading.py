"""Reading a statement, whatever bank it is of."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from budgets.assurance.errors import StatementUnreadable
from budgets.assurance.rules.csv_lines import RawRow
from budgets.assurance.rules.statements.adding_up import balances, in_order, trouble_of
from budgets.assurance.rules.statements.amounts import read_pence
from budgets.assurance.rules.statements.banks import find_layout
from budgets.assurance.rules.statements.camt import is_camt, read_camt
from budgets.assurance.rules.statements.days import read_days
from budgets.assurance.rules.statements.guessing import guess_columns
from budgets.assurance.rules.statements.letters import text_of
from budgets.assurance.rules.statements.ofx import is_ofx, read_ofx
from budgets.assurance.rules.statements.santander import is_santander, read_santander
from budgets.assurance.rules.statements.table import PREAMBLE, lines_of, rows_of
from budgets.assurance.values.statements import (
    Asked,
    Layout,
    Part,
    ReadStatement,
    StatementLine,
    UnknownTable,
)

SHOWN: Final = 5
MAPPED: Final = "mapped"
IN_PENCE: Final = "in_pence"
TAPPED: Final = {Asked.DAY: Part.DAY, Asked.WORDS: Part.NAME, Asked.AMOUNT: Part.AMOUNT}


def read_statement(
    content: bytes, *, today: date, columns: Mapping[str, int] | None = None
) -> ReadStatement | UnknownTable:
    """
    Read a statement, or say which columns must be asked for.

    :param columns: by `Asked`, the places that a person tapped in a table that we don't know
    :raises StatementUnreadable: it is none, or broken; nothing of it is taken then
    """
    text = text_of(content)
    if is_camt(text):
        lines, opening, closing = read_camt(content)
        return _whole("camt.053", lines, opening, closing)
    if is_ofx(text):
        lines, closing = read_ofx(content)
        return _whole("ofx", lines, None, closing)
    if is_santander(text):
        return _added("santander", read_santander(text, today))
    if text.lstrip().startswith("<"):
        raise StatementUnreadable("This file is a web page. At your bank, choose CSV or OFX.")
    return _of_table(rows_of(text), columns, today)


def _of_table(
    rows: Sequence[RawRow], columns: Mapping[str, int] | None, today: date
) -> ReadStatement | UnknownTable:
    for place, row in enumerate(rows[:PREAMBLE]):
        layout = find_layout(row.cells)
        if layout:
            return _added(layout.name, lines_of(rows[place + 1 :], layout, today))
    unknown, first = _unknown(rows, today)
    if columns is None:
        return unknown
    places = {part: columns[asked] for asked, part in TAPPED.items()}
    layout = Layout(MAPPED, places, in_pence=bool(columns.get(IN_PENCE)))
    return _added(MAPPED, lines_of(rows[first:], layout, today))


def _unknown(rows: Sequence[RawRow], today: date) -> tuple[UnknownTable, int]:
    """The table's first row with a day and an amount in it; the one before has the names."""
    first = next((n for n, row in enumerate(rows[:PREAMBLE]) if _is_data(row, today)), None)
    if first is None:
        raise StatementUnreadable("There is no day and no amount in this file. Is it a statement?")
    width = len(rows[first].cells)
    names = rows[first - 1].cells if first and len(rows[first - 1].cells) == width else []
    cells = tuple(names) or tuple(f"Column {n}" for n in range(1, width + 1))
    sample = tuple(tuple(row.cells) for row in rows[first : first + SHOWN])
    head = hashlib.sha256("\x1f".join(cells).casefold().encode()).hexdigest()[:32]
    return UnknownTable(head, cells, sample, guess_columns(sample, today)), first


def _is_data(row: RawRow, today: date) -> bool:
    days = any(day is not None for day in read_days(row.cells[:1], today)) or any(
        day is not None for cell in row.cells for day in read_days([cell], today)
    )
    return days and any(read_pence(cell) is not None for cell in row.cells)


def _added(name: str, lines: Sequence[StatementLine]) -> ReadStatement:
    ordered = in_order(lines)
    return _whole(name, ordered, *balances(ordered))


def _whole(
    name: str, lines: Sequence[StatementLine], opening: int | None, closing: int | None
) -> ReadStatement:
    """:raises StatementUnreadable: there is no line in it"""
    if not lines:
        raise StatementUnreadable("There is no line in this statement.")
    ordered = in_order(lines)
    return ReadStatement(
        name, tuple(ordered), opening, closing, trouble_of(ordered, opening, closing)
    )
