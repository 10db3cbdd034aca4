"""A pay run as a table for a spreadsheet: UTF-8 with its mark, sums as 300.00, no formula."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import QuerySet

from budgets.plans.selectors.run_lines import Why, why_of
from payments.outside.rails.bank_file.csv_file import harmless
from payments.payouts.models import PayRun, RunLine
from payments.payouts.selectors.runs import list_lines
from web.finance.runs.words import CHANGES, STATES_OF_PAYMENT, held_label

HEADS: Final = (
    "Person",
    "Reference",
    "Paid to",
    "Account ending in",
    "Amount",
    "Last time",
    "Change",
    "Goes",
    "Held back because",
    "What an officer said",
    "Where it is",
    "Our number",
)
AT_ONCE: Final = 2_000


def sheet_of(run: PayRun) -> Iterator[bytes]:
    """The lines of a run in the order in which they are approved, some at a time."""
    yield _bytes([HEADS], mark=True)
    for some in _batches(list_lines(run)):
        why = why_of([line.payment_id for line in some])
        yield _bytes([_cells(line, why.get(line.payment_id)) for line in some])


def _batches(lines: QuerySet[RunLine]) -> Iterator[list[RunLine]]:
    some = list(lines[:AT_ONCE])
    while some:
        yield some
        some = list(lines.filter(payment_id__gt=some[-1].payment_id)[:AT_ONCE])


def _cells(line: RunLine, why: Why | None) -> tuple[str, ...]:
    payee = line.payee
    return (
        harmless(why.budget.person.full_name if why else ""),
        harmless(why.budget.reference if why else ""),
        harmless(payee.display_name if payee else "Kept by us"),
        payee.last_two if payee else "",
        _sum(line.pence),
        _sum(line.before_pence),
        CHANGES[line.change],
        "yes" if line.is_included else "no",
        held_label(line.held) if line.held else "",
        harmless(line.released_words or line.held_words),
        STATES_OF_PAYMENT[line.payment.state][0],
        line.payment_id.hex,
    )


def _bytes(rows: Sequence[Sequence[str]], *, mark: bool = False) -> bytes:
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\r\n").writerows(rows)
    return table.getvalue().encode("utf-8-sig" if mark else "utf-8")


def _sum(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02}"
