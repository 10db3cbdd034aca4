"""Files going out: all that a council has, as another can take it in."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from budgets.caseload.rules import write_rows
from budgets.caseload.selectors.exported import staying_budgets
from budgets.caseload.selectors.standing import STANDING, all_rows
from budgets.caseload.values.files import FILES, CaseFile
from payments.payouts.values import london_day

EXPORTED_FILES: Final[tuple[CaseFile[Any], ...]] = tuple(
    file for file in FILES if file.name in STANDING
)
"""Every file of which there is something to give out."""


def export_file(*, file: CaseFile[Any], book_id: UUID, now: datetime) -> Iterator[bytes]:
    """
    Write a file of what a council has today, line by line: the rows by their keys.

    Brought into an empty council and written out again on the same day, it has the same bytes.
    The numbers of bank accounts never go out, and a balance is what is left now.
    """
    return write_rows(file=file, rows=all_rows(file, book_id, london_day(now)))


def count_staying(*, book_id: UUID, now: datetime) -> int:
    """How many budgets no file can say: nobody has agreed them, or a condition is missing."""
    return staying_budgets(book_id, london_day(now)).count()
