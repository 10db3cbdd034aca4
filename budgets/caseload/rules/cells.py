"""One cell: from text to its value, and from its value to text."""

from collections.abc import Callable
from typing import Any, Final

from budgets.caseload.errors import CellWrong
from budgets.caseload.rules.bank import read_account_number, read_sort_code
from budgets.caseload.rules.codes import (
    read_code,
    read_codes,
    read_purposes,
    read_yes_no,
    write_purposes,
)
from budgets.caseload.rules.days import read_day, read_instant
from budgets.caseload.rules.numbers import (
    read_amount,
    read_hours,
    read_merchant_category,
    read_whole,
)
from budgets.caseload.rules.wanted import wanted
from budgets.caseload.rules.words import clean, read_email, read_id, read_reference, read_words
from budgets.caseload.values import columns as kinds

READERS: Final[dict[type, Callable[[Any, str], Any]]] = {
    kinds.Reference: read_reference,
    kinds.Words: read_words,
    kinds.Email: read_email,
    kinds.Day: lambda _, text: read_day(text),
    kinds.Instant: lambda _, text: read_instant(text),
    kinds.Amount: read_amount,
    kinds.Whole: read_whole,
    kinds.Hours: read_hours,
    kinds.YesNo: read_yes_no,
    kinds.Code: read_code,
    kinds.Codes: read_codes,
    kinds.Purposes: read_purposes,
    kinds.Id: read_id,
    kinds.SortCode: read_sort_code,
    kinds.AccountNumber: read_account_number,
    kinds.MerchantCategory: read_merchant_category,
}


def reader_of(column: kinds.Column) -> Callable[[str], Any]:
    """
    What reads the cells of a column; an empty one that may be empty is None.

    What it returns raises `CellWrong` with the sentence for a cell that can't be read.
    """
    kind, read, may_be_empty = column.kind, READERS[type(column.kind)], column.may_be_empty

    def read_cell(cell: str) -> Any:
        text = clean(cell)
        if text:
            return read(kind, text)
        if may_be_empty:
            return None
        raise CellWrong(f"This can't be empty. Write {wanted(kind)}.")

    return read_cell


def _write_amount(pence: int) -> str:
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


WRITERS: Final[dict[type, Callable[[Any], str]]] = {
    kinds.Day: lambda day: day.isoformat(),
    kinds.Instant: lambda moment: moment.isoformat().replace("+00:00", "Z"),
    kinds.Amount: _write_amount,
    kinds.Hours: lambda hours: f"{hours:.2f}",
    kinds.YesNo: lambda answer: "yes" if answer else "no",
    kinds.Codes: ";".join,
    kinds.Purposes: write_purposes,
}


def write_cell(column: kinds.Column, value: Any) -> str:
    """A value as text that `reader_of` reads again; None is empty."""
    return "" if value is None else WRITERS.get(type(column.kind), str)(value)
