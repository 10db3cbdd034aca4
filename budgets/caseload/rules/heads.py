"""The first line of a file: by what its cells are divided, and which column stands where."""

import csv
from collections.abc import Iterator
from typing import Any, Final

from budgets.assurance.rules.csv_lines import Lines, LongLine
from budgets.caseload.errors import ColumnsMissing, UnreadableFile
from budgets.caseload.values.files import CaseFile
from budgets.caseload.values.reading import Head, shown

DELIMITERS: Final = (",", ";", "\t", "|")
SAYS_DELIMITER: Final = "sep="
"""What Excel itself puts in front of the first line."""

OF_REJECTED: Final = ("line", "column", "why")
"""What stands before the columns of a file of rejected rows, which comes back corrected."""


def read_head(*, file: CaseFile[Any], lines: Lines) -> Head:
    """
    Read the names of the columns, in any order and in capitals or not.

    :raises UnreadableFile: no line names our columns, or a column is named twice
    :raises ColumnsMissing: columns that may not be missing are
    """
    first = _first_line(file, lines)
    ours = {column.name for column in file.columns}
    delimiter, cells = max(
        ((sign, next(csv.reader([first], delimiter=sign))) for sign in DELIMITERS),
        key=lambda found: len(ours & {_plain(cell) for cell in found[1]}),
    )
    names = [_plain(cell) for cell in cells]
    _check_names(file, names, ours)
    return Head(
        delimiter=delimiter,
        cells=tuple(cells),
        places={name: names.index(name) for name in names if name in ours},
        unknown=tuple(_unknown(cells, names, ours)),
    )


def _first_line(file: CaseFile[Any], lines: Lines) -> str:
    try:
        for line in lines:
            lines.end_row()
            if line.strip(" \t\r\n,;|") and not line.lower().startswith(SAYS_DELIMITER):
                return line
    except LongLine:
        raise _not_named(file) from None
    raise UnreadableFile(file.name, "is empty. Nothing was taken from it.")


def _not_named(file: CaseFile[Any]) -> UnreadableFile:
    names = ", ".join(column.name for column in file.columns)
    return UnreadableFile(
        file.name,
        "does not name its columns in the first line, so nothing was taken from it. "
        f"The first line is to be: {names}.",
    )


def _plain(cell: str) -> str:
    return "_".join(cell.replace("\ufeff", "").replace("-", " ").split()).casefold()


def _check_names(file: CaseFile[Any], names: list[str], ours: set[str]) -> None:
    if not ours & set(names):
        raise _not_named(file)
    missing = [c.name for c in file.columns if c.name not in names and not c.may_be_empty]
    if missing:
        raise ColumnsMissing(file.name, missing)
    twice = next((name for name in names if name in ours and names.count(name) > 1), "")
    if twice:
        why = f"names the column {twice} twice, so nothing was taken from it. Keep one of the two."
        raise UnreadableFile(file.name, why)


def _unknown(cells: list[str], names: list[str], ours: set[str]) -> Iterator[str]:
    for cell, name in zip(cells, names, strict=True):
        if name and name not in ours and name not in OF_REJECTED:
            yield shown(cell.strip())
