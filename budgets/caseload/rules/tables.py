"""A file as a table: each row as a typed value, or what is wrong with it."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Generic, TypeVar

from budgets.assurance.rules.csv_lines import Lines, RawRow, split_rows
from budgets.caseload.errors import CellWrong
from budgets.caseload.rules.cells import reader_of
from budgets.caseload.rules.first_bytes import LOOKED_AT, check_is_text
from budgets.caseload.rules.heads import read_head
from budgets.caseload.rules.sense import Sense, nonsense_in, remarks_on
from budgets.caseload.rules.words import IS_DAMAGED, is_damaged
from budgets.caseload.values.columns import Column
from budgets.caseload.values.files import CaseFile
from budgets.caseload.values.reading import Fault, Head, ReadRow, shown

R = TypeVar("R")

SIGNS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}


@dataclass(frozen=True)
class Table(Generic[R]):
    """
    A file that is being read.

    :ivar rows: one after the other, so that no more than one is in memory; blank ones left out
    """

    file: CaseFile[R]
    head: Head
    rows: Iterator[ReadRow[R]]


def open_table(*, file: CaseFile[R], stream: BinaryIO) -> Table[R]:
    """
    Open a file and read its first line; the rows come as they are asked for.

    Commas, semicolons, tabs or bars divide the cells, whichever makes our columns of the first
    line. A row that is wrong is refused alone, also where its letters are not UTF-8. Of all rows
    only the keys are kept, to know one that comes twice.

    :param stream: can go back to its start; it is closed with the table
    :raises UnreadableFile: it is empty, no table, or not this one
    :raises ColumnsMissing: columns that may not be missing are
    """
    stream.seek(0)
    check_is_text(name=file.name, start=stream.read(LOOKED_AT))
    stream.seek(0)
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    lines = Lines(text)
    with ExitStack() as unless_named:
        unless_named.callback(text.close)
        head = read_head(file=file, lines=lines)
        unless_named.pop_all()
    rows = _closing(text, split_rows(lines, head.delimiter))
    return Table(file, head, _Reader(file, head).read(rows))


def _closing(text: io.TextIOWrapper, rows: Iterator[RawRow]) -> Iterator[RawRow]:
    with text:
        yield from rows


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column stands in a row, and what reads its cells."""

    column: Column
    place: int
    read: Callable[[str], Any]


class _Reader(Generic[R]):
    """Reads the rows of one file."""

    def __init__(self, file: CaseFile[R], head: Head) -> None:
        self._file, self._head = file, head
        self._places = [
            _Place(column, head.places[column.name], reader_of(column))
            for column in file.columns
            if column.name in head.places
        ]
        named = [place for place, cell in enumerate(head.cells, 1) if cell.strip()]
        self._width = max(named)
        self._needed = 1 + max(p.place for p in self._places if not p.column.may_be_empty)
        self._first_lines: dict[Any, int] = {}

    def read(self, rows: Iterator[RawRow]) -> Iterator[ReadRow[R]]:
        for row in rows:
            if row.why:
                yield self._refused(row, [self._fault(row, "", row.cells[0], row.why)])
            elif any(map(str.strip, row.cells)):
                yield self._read_row(row)

    def _read_row(self, row: RawRow) -> ReadRow[R]:
        why = self._shape_fault(row.cells)
        if why:
            return self._refused(row, [self._fault(row, "", row.cells[0], why)])
        values, faults = self._read_cells(row)
        twice = self._seen_before(row, values)
        faults += [twice] if twice else []
        if faults:
            return self._refused(row, faults)
        record = self._file.row(**values)
        faults = [self._of_sense(row, sense) for sense in nonsense_in(record)]
        if faults:
            return self._refused(row, faults)
        return ReadRow(row.line, row.cells, record, (), self._remarks(row, record))

    def _shape_fault(self, cells: Sequence[str]) -> str:
        count, named = len(cells), self._width
        if any(map(str.strip, cells[named:])):
            sign = SIGNS[self._head.delimiter]
            return (
                f"This row has {count} cells, and the first line names {named}. "
                f"Words with {sign} in them need quotation marks around the cell."
            )
        if count < self._needed:
            return (
                f"This row has {_counted(count)}, and the first line names {named}. "
                "It may have been cut off."
            )
        return ""

    def _read_cells(self, row: RawRow) -> tuple[dict[str, Any], list[Fault]]:
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        cells, count = row.cells, len(row.cells)
        for at in self._places:
            cell = cells[at.place] if at.place < count else ""
            try:
                values[at.column.field] = at.read(cell)
            except CellWrong as wrong:
                faults.append(self._fault(row, at.column.name, cell, wrong.sentence))
        return values, faults

    def _seen_before(self, row: RawRow, values: dict[str, Any]) -> Fault | None:
        key = values.get(self._file.key.field)
        if key is None:
            return None
        first = self._first_lines.setdefault(key, row.line)
        if first == row.line:
            return None
        why = f"This is in line {first} already. Keep one of the two rows."
        return self._fault(row, self._file.key.name, str(key), why)

    def _of_sense(self, row: RawRow, sense: Sense) -> Fault:
        return self._fault(row, sense.column, self._cell(row, sense.column), sense.why)

    def _remarks(self, row: RawRow, record: R) -> tuple[Fault, ...]:
        remarks = [self._of_sense(row, sense) for sense in remarks_on(record)]
        if not "".join(row.cells).isascii():
            remarks += self._damaged(row)
        return tuple(remarks)

    def _damaged(self, row: RawRow) -> Iterator[Fault]:
        for at in self._places:
            cell = self._cell(row, at.column.name)
            if is_damaged(cell):
                yield self._fault(row, at.column.name, cell, IS_DAMAGED)

    def _cell(self, row: RawRow, column: str) -> str:
        place = self._head.places.get(column, len(row.cells))
        return row.cells[place] if place < len(row.cells) else ""

    def _fault(self, row: RawRow, column: str, cell: str, why: str) -> Fault:
        return Fault(self._file.name, row.line, column, shown(cell), why)

    def _refused(self, row: RawRow, faults: list[Fault]) -> ReadRow[R]:
        return ReadRow(row.line, row.cells, None, tuple(faults))


def _counted(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"
