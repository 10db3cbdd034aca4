"""Lines of a budget, and a statement that its holder brought."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from budgets.assurance import services
from budgets.assurance.models import SpendingLine
from budgets.assurance.values import Channel, Content, GivenLine, Source
from budgets.plans.models import Budget

HEAD = "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP)\n"


def statement_of(day: str) -> bytes:
    """A statement with one line."""
    return f"{HEAD}{day},The shop,,CARD,-7.00,93.00\n".encode()


def lines_of(budget: Budget, by: UUID, now: datetime) -> dict[str, UUID]:
    """A line that is for itself, one that is linked to what was told, and a statement."""
    day = now.date() - timedelta(days=10)
    told, seen, spent = (
        GivenLine(uuid4().hex, _content(budget, day, pence), source)
        for pence, source in (
            (-5_00, Source.TOLD),
            (-5_00, Source.STATEMENT),
            (-60_00, Source.STATEMENT),
        )
    )
    for line in (told, seen, spent):
        services.take_lines(book_id=budget.book_id, lines=[line], by=by, now=now)
    ids = dict(SpendingLine.objects.filter(budget=budget).values_list("line_id", "id"))
    brought = services.bring_known_statement(
        budget=budget, content=statement_of(f"{day:%d/%m/%Y}"), by=by, now=now
    )
    return {
        "line": ids[spent.line_id],
        "linked_line": ids[seen.line_id],
        "statement_in": brought.id,
    }


def _content(budget: Budget, day: date, pence: int) -> Content:
    return Content(budget.id, day, pence, "A shop", None, "", Channel.CARD, "", "")
