"""The bank's answer as a table: payment_id, outcome, and what else it knows: `KNOWN`."""

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args
from uuid import UUID

from payments.outside.rails.bank_file.cells import (
    CURRENCY,
    LONGEST_REASON,
    SHOWN_LENGTH,
    WHY_NOT_A_SUM,
    WHY_NOT_POUNDS,
    find_day,
    find_payment_id,
    find_pence,
)
from payments.outside.rails.bank_file.errors import UnreadableAnswer
from payments.outside.rails.bank_file.reasons import DUPLICATES, REASONS, WHY_NOT_DUPLICATE
from payments.outside.rails.bank_file.values import (
    Answer,
    AnswerFile,
    BadRow,
    Outcome,
)

OUTCOMES: dict[str, Outcome] = {outcome: outcome for outcome in get_args(Outcome)}
NEEDED = ("payment_id", "outcome")
KNOWN = (*NEEDED, "reason", "occurred_on", "amount", "currency")
DELIMITERS = ",;\t"
MOST_ROWS = 100_000

Row = dict[str, str]

if TYPE_CHECKING:
    from _csv import Reader


def read_csv_answers(data: bytes) -> AnswerFile:
    """
    Read each row of the table. Rows are numbered as a spreadsheet shows them; the header is 1.

    :raises UnreadableAnswer: it is no table, or the columns that are needed are not in it
    """
    answers: list[Answer] = []
    refused: list[BadRow] = []
    try:
        table = _open(data)
        columns = _read_header(next(table))
        unended = 0 if data.endswith(b"\n") else data.count(b"\n") + 1
        for number, cells in enumerate(table, start=2):
            if number > MOST_ROWS:
                raise UnreadableAnswer(f"This file has more than {MOST_ROWS} rows. Split it.")
            if any(cell.strip() for cell in cells):
                row = _name_cells(columns, cells)
                found = [
                    *_faults(row),
                    *_cut(len(columns) - len(cells), is_last=table.line_num == unended),
                ]
                faults = [BadRow(number, c, row.get(c, "")[:SHOWN_LENGTH], w) for c, w in found]
                refused += faults
                answers += [] if faults else [_answer(number, row)]
    except csv.Error as error:
        raise UnreadableAnswer(f"This file is not a table that can be read: {error}.") from error
    if not answers and not refused:
        raise UnreadableAnswer("This file has a header and no rows.")
    ignored = tuple(column for column in columns if column and column not in KNOWN)
    return AnswerFile("", tuple(answers), tuple(refused), ignored_columns=ignored)


def _cut(missing: int, *, is_last: bool) -> Iterator[tuple[str, str]]:
    """A file that stops in the middle of its last row has lost some of what the bank said."""
    if is_last and missing > 0:
        yield "", "The file stops in the middle of this row. Fetch it from the bank once more."


def _open(data: bytes) -> "Reader":
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = "This file is not UTF-8 text. Save it from the spreadsheet as “CSV UTF-8”."
        raise UnreadableAnswer(why) from error
    if "\0" in text:
        raise UnreadableAnswer("This file has NUL characters in it, so it is not a table.")
    first_line = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _read_header(cells: list[str]) -> list[str]:
    columns = ["_".join(cell.split()).casefold() for cell in cells]
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        names = " and ".join(missing)
        raise UnreadableAnswer(f"The first row must name the columns; {names} is not there.")
    twice = [column for column in KNOWN if columns.count(column) > 1]
    if twice:
        raise UnreadableAnswer(f"The first row names {twice[0]} twice.")
    return columns


def _name_cells(columns: list[str], cells: list[str]) -> Row:
    row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    extra = " ".join(cell for cell in cells[len(columns) :] if cell.strip())
    return row | ({"": extra} if extra else {})


def _faults(row: Row) -> Iterator[tuple[str, str]]:
    if row.get(""):
        yield "", "This row has more cells than the header has columns."
    if not find_payment_id(row.get("payment_id", "")):
        yield "payment_id", "This is not the id of a payment of ours."
    if row.get("outcome", "").casefold() not in OUTCOMES:
        yield "outcome", "The outcome is one of paid, failed and returned."
    yield from _reason_faults(row.get("outcome", ""), row.get("reason", ""))
    if row.get("occurred_on") and not find_day(row["occurred_on"]):
        yield "occurred_on", "Write the day as 2026-01-31."
    yield from _sum_faults(row.get("amount", ""), row.get("currency", ""))


def _reason_faults(outcome: str, reason: str) -> Iterator[tuple[str, str]]:
    if len(reason) > LONGEST_REASON or not reason.isprintable():
        yield "reason", f"A reason is a code, or {LONGEST_REASON} characters of plain text at most."
    if outcome.casefold() == "failed" and reason.upper() in DUPLICATES:
        yield "reason", WHY_NOT_DUPLICATE


def _sum_faults(amount: str, currency: str) -> Iterator[tuple[str, str]]:
    if amount and find_pence(amount) is None:
        yield "amount", WHY_NOT_A_SUM
    if currency and currency.upper() != CURRENCY:
        yield "currency", WHY_NOT_POUNDS


def _answer(number: int, row: Row) -> Answer:
    payment_id = UUID(row["payment_id"])
    reason = row.get("reason", "")
    code = reason.upper() if reason.upper() in REASONS else reason
    outcome = OUTCOMES[row["outcome"].casefold()]
    day, pence = find_day(row.get("occurred_on", "")), find_pence(row.get("amount", ""))
    return Answer(payment_id, outcome, code, day, number, pence)
