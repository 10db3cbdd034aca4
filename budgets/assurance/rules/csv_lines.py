"""Rows from the lines of a text, one at a time, so that one broken row spoils no other."""

import csv
from collections.abc import Iterator
from typing import Final, NamedTuple, TextIO

MOST_SIGNS: Final = 100_000
"""More than this is no line of a table."""

MOST_LINES: Final = 60
"""A row that goes on for longer has an open quote in it."""

BROKEN_QUOTES: Final = (
    "A quotation mark is opened here and not closed, or closed in the middle of a cell. "
    "Put one at both ends of the cell, and write those inside it twice."
)
TOO_LONG: Final = f"This line has more than {MOST_SIGNS:,} letters, so it is no row of a table."


class RawRow(NamedTuple):
    """A row as it stood; with `why` it could not be taken apart, and is one cell."""

    line: int
    cells: list[str]
    why: str = ""


class OpenQuote(Exception):
    """The row goes on for too long."""


class LongLine(Exception):
    """The line goes on for too long."""


class Lines:
    """The lines of a text; those of a row that can't be read may be given back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: list[str] = []
        self._row: list[str] = []
        self.line = 1
        self.at_end = False

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        if len(self._row) == MOST_LINES:
            raise OpenQuote
        line = self._again.pop() if self._again else self._read()
        if not line:
            self.at_end = True
            raise StopIteration
        self._row.append(line)
        if len(line) == MOST_SIGNS:
            raise LongLine
        return line

    def _read(self) -> str:
        line = part = self._text.readline(MOST_SIGNS)
        while len(part) == MOST_SIGNS and not part.endswith(("\n", "\r")):
            part = self._text.readline(MOST_SIGNS)
        return line

    def end_row(self) -> None:
        """Go on to the next row."""
        self.line += len(self._row)
        self._row.clear()

    def end_first_line(self) -> str:
        """Go on after the first line of this row, which is given back; the rest comes again."""
        first, *rest = self._row
        self._again += reversed(rest)
        self.at_end = False
        self.line += 1
        self._row.clear()
        return first.rstrip("\r\n")


def split_rows(lines: Lines, delimiter: str) -> Iterator[RawRow]:
    """
    Take the rest of a text apart.

    Where a quotation mark is never closed, that line alone is broken: reading begins again
    after it.
    """
    while not lines.at_end:
        try:
            for cells in csv.reader(lines, delimiter=delimiter, strict=True):
                yield RawRow(lines.line, cells)
                lines.end_row()
        except LongLine:
            yield RawRow(lines.line, [lines.end_first_line()], TOO_LONG)
        except (csv.Error, OpenQuote):
            yield RawRow(lines.line, [lines.end_first_line()], BROKEN_QUOTES)
