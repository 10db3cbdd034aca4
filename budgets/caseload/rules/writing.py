"""
Files going out: our own columns, and rows that were refused.

Both are exact: what is written is what is read again, also where a cell begins with =, +, - or @,
which a spreadsheet would run. They are made for programs, and for giving back; lists for people
are made elsewhere and say such words harmlessly. UTF-8 without a mark, commas, CRLF (RFC 4180).
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from budgets.caseload.rules.cells import write_cell
from budgets.caseload.rules.heads import OF_REJECTED
from budgets.caseload.values.files import CaseFile, R
from budgets.caseload.values.reading import Fault, Head

LINE_END: Final = "\r\n"


class _Echo:
    """Gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


_WRITER: Final = csv.writer(_Echo(), lineterminator=LINE_END)


def write_rows(*, file: CaseFile[R], rows: Iterable[R]) -> Iterator[bytes]:
    """
    Write a file line by line: the columns in their order, the rows by their keys.

    The same rows give the same bytes, in whatever order they come; all are held in memory to be
    sorted, by the signs of the key and not as a language would. Those of a long file come sorted.
    Columns that are never given out are left out.
    """
    columns = [column for column in file.columns if column.name not in file.kept_in]
    yield _line([column.name for column in columns])
    cells = ([write_cell(one, getattr(row, one.field)) for one in columns] for row in rows)
    yield from map(_line, cells if file.is_long else sorted(cells))


def write_rejected_head(head: Head) -> bytes:
    """The first line of `rejected/NAME.csv`: `line`, `column`, `why`, then the file's own."""
    return _line([*OF_REJECTED, *head.cells])


def write_rejected(*, cells: Sequence[str], faults: Sequence[Fault]) -> bytes:
    """
    A refused row with why, and then its cells exactly as they stood, byte for byte.

    Why stands in front, because the row may have more cells than the first line has names.
    """
    columns = "; ".join(filter(None, (fault.column for fault in faults)))
    why = " ".join(f"{fault.column}: {fault.why}".removeprefix(": ") for fault in faults)
    return _line([str(faults[0].line), columns, why, *cells])


def _line(cells: Sequence[Any]) -> bytes:
    return str(_WRITER.writerow(cells)).encode("utf-8", "surrogateescape")
