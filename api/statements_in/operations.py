"""Statements of banks: brought as a file, listed, shown."""

from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.statements_in.shapes import StatementInAnswer, StatementInFilters
from budgets.assurance import services
from budgets.assurance.models import BankStatement
from budgets.assurance.selectors.lines import statements_visible_to
from budgets.councils.rights import Action
from budgets.plans import selectors as plans

TAKES: Final = ("text/csv", "text/plain", "application/xml", "application/octet-stream")


class StatementsIn(Door):
    """Statements."""

    @operation(
        Operation(
            "listStatementsIn",
            Action.LINES_READ,
            StatementInAnswer,
            filters=StatementInFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[BankStatement]:
        """List statements that were brought, the last one first."""
        return statements_visible_to(self.viewer)


class OneStatementIn(Door):
    """One statement."""

    @operation(
        Operation("getStatementIn", Action.LINES_READ, StatementInAnswer, looks_at="budget.person")
    )
    def get(self, statement_id: UUID) -> BankStatement:
        """Show what was read from one statement."""
        found: BankStatement = self.find(statements_visible_to(self.viewer), id=statement_id)
        return found


class Bring(Door):
    """A statement for one budget."""

    @operation(
        Operation(
            "bringStatement",
            Action.STATEMENTS_BRING,
            StatementInAnswer,
            status=201,
            keyed=True,
            takes=TAKES,
        )
    )
    def post(self, budget_id: UUID) -> BankStatement:
        """
        Take a statement of the budget's account: CSV of a bank that we know, OFX or camt.053.

        The same file, or one that overlaps, makes no line twice. A table whose columns nobody has
        told yet is refused; the holder taps them once on the page, and then it is taken here too.
        """
        budget = self.find(plans.visible_to(self.viewer, self.operation.right), id=budget_id)
        return services.bring_known_statement(
            budget=budget, content=self.raw, by=self.member.user_id, now=self.now
        )
