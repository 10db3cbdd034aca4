"""Lines as files have them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from budgets.assurance.models import SpendingLine
from budgets.assurance.values import Channel, How
from budgets.caseload.rules.words import as_read_again
from budgets.caseload.values.budget_rows import LineRow
from ledgers.values import Purpose

ERASED = "erased"
"""Stands where words were whose time is over, for a line has some."""


def line_rows(book_id: UUID, ids: Collection[UUID], _today: date) -> dict[UUID, LineRow]:
    """Lines by id; a purpose goes out where somebody said it, not where it was guessed."""
    rows = SpendingLine.objects.filter(book_id=book_id, id__among=set(ids))
    return {row.id: _row(row) for row in rows.select_related("budget", "payee")}


def _row(line: SpendingLine) -> LineRow:
    said = line.how in (How.TAP, How.TOLD) and line.purpose
    return LineRow(
        line_id=line.line_id,
        budget_ref=line.budget.reference,
        booked_on=line.booked_on,
        amount_pence=line.pence,
        counterparty=as_read_again(line.counterparty) or ERASED,
        payee_ref=(line.payee.reference or None) if line.payee else None,
        description=as_read_again(line.description) or ERASED,
        channel=Channel(line.channel),
        mcc=line.mcc or None,
        invoice_number=line.invoice_number or None,
        purpose=Purpose(line.purpose) if said else None,
    )
