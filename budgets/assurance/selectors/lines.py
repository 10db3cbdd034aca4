"""Lines: those that are known, and whose a viewer may see."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from budgets.assurance.models import BankStatement, LineLink, SpendingLine
from budgets.assurance.selectors.movements import LINE
from budgets.assurance.values import Channel, Content
from budgets.councils.rights import Action
from budgets.plans.selectors import visible_to as visible_budgets
from ledgers.values import Viewer


def visible_to(viewer: Viewer, action: Action = Action.LINES_READ) -> QuerySet[SpendingLine]:
    """The lines of budgets over which this viewer may do this, the newest first."""
    budgets = visible_budgets(viewer, action)
    return SpendingLine.objects.filter(book_id=viewer.book_id, budget__in=budgets).order_by(
        "-booked_on", "-id"
    )


def each_once(rows: QuerySet[SpendingLine], book_id: UUID) -> QuerySet[SpendingLine]:
    """Lines, each movement once: a line that another is linked to is left out for that one."""
    doubled = LineLink.objects.filter(book_id=book_id, about_kind=LINE, undone_at=None)
    return rows.exclude(id__in=doubled.values("about_id"))


def statements_visible_to(
    viewer: Viewer, action: Action = Action.LINES_READ
) -> QuerySet[BankStatement]:
    """The statements of budgets over which this viewer may do this, the last one first."""
    budgets = visible_budgets(viewer, action)
    rows = BankStatement.objects.filter(book_id=viewer.book_id, budget__in=budgets)
    return rows.select_related("budget__person").order_by("-id")


def known_lines(book_id: UUID, references: Collection[str]) -> dict[str, SpendingLine]:
    """Lines that are here under these references."""
    rows = SpendingLine.objects.filter(book_id=book_id, line_id__in=references)
    return {row.line_id: row for row in rows}


def content_of(row: SpendingLine) -> Content:
    """What a line says."""
    return Content(
        row.budget_id,
        row.booked_on,
        row.pence,
        row.counterparty,
        row.payee_id,
        row.description,
        Channel(row.channel),
        row.mcc,
        row.invoice_number,
    )


def told_content(row: SpendingLine, again: Content) -> Content:
    """What a line said; where its words are erased by now, they may have been any."""
    here = content_of(row)
    if row.erased_at is None:
        return here
    return here._replace(counterparty=again.counterparty, description=again.description)
