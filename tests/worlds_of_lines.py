"""Lines of budgets as somebody brings them, and what the books have of them."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from budgets.assurance.models import SpendingLine
from budgets.assurance.services import take_lines
from budgets.assurance.values import Channel, Content, GivenLine, LinesTaken, Source
from budgets.plans.models import Budget
from ledgers.models import Account
from ledgers.values import SCHEDULER
from tests.factories import NOW

TODAY = NOW.date()
_numbers = count(1)


def line(
    budget: Budget,
    pence: int,
    *,
    on: date = TODAY,
    line_id: str = "",
    source: Source = Source.STATEMENT,
    purpose: Any = None,
    **said: Any,
) -> GivenLine:
    """A line of a budget; what is not said is as usual."""
    usual = {
        "counterparty": "Elmshire Stores",
        "payee_id": None,
        "description": "",
        "channel": Channel.CARD,
        "mcc": "",
        "invoice_number": "",
    }
    content = Content(budget_id=budget.id, booked_on=on, pence=pence, **(usual | said))
    return GivenLine(line_id or f"L{next(_numbers)}", content, source, purpose)


def take(book_id: UUID, *lines: GivenLine, by: UUID = SCHEDULER) -> LinesTaken:
    """Take lines in at the usual moment."""
    return take_lines(book_id=book_id, lines=lines, by=by, now=NOW)


def kept(given: GivenLine) -> SpendingLine:
    """What became of a line."""
    return SpendingLine.objects.select_related("budget").get(line_id=given.line_id)


def left(budget: Budget) -> int:
    """What the ledger has for a budget: available less overspent, in pence."""
    rows = Account.objects.filter(pk=budget.account_id) | Account.objects.filter(
        overspends=budget.account_id
    )
    return sum(account.available_pence for account in rows)


def references(lines: Iterable[GivenLine]) -> list[str]:
    """By which they are known again."""
    return [one.line_id for one in lines]
