"""Figures of a week: proposed by one member, agreed by another, never edited."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import PartDoor
from api.operation import Operation, operation
from api.statements.bodies import EXAMPLE_FIGURES, ProposalBody, as_draft
from api.statements.shapes import LINES, StatementAnswer, StatementFilters
from api.strictness.bodies import Nothing
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import BudgetStatement


class StatementDoor(PartDoor):
    """A door to figures."""

    rows = BudgetStatement.objects.select_related("budget__person").prefetch_related(LINES)


class Statements(StatementDoor):
    """Figures."""

    @operation(
        Operation(
            "listBudgetStatements",
            Action.BUDGETS_READ,
            StatementAnswer,
            filters=StatementFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[BudgetStatement]:
        """List figures of budgets, with the lines that they were worked out from."""
        return self.visible()

    @operation(
        Operation(
            "proposeBudgetStatement",
            Action.BUDGETS_DRAFT,
            StatementAnswer,
            body=ProposalBody,
            status=201,
            keyed=True,
            example={"budget": "019aa9b0-0000-7000-8000-000000000004", **EXAMPLE_FIGURES},
        )
    )
    def post(self) -> BudgetStatement:
        """Write down new figures for a week. They count when somebody else has agreed them."""
        proposed = services.propose_statement(
            budget=self.budget_of_body(),
            draft=as_draft(self.body, self.viewer),
            by=self.member,
            now=self.now,
        )
        found: BudgetStatement = self.shown(proposed.id)
        return found


class OneStatement(StatementDoor):
    """One week's figures."""

    @operation(
        Operation(
            "getBudgetStatement",
            Action.BUDGETS_READ,
            StatementAnswer,
            looks_at="budget.person",
        )
    )
    def get(self, statement_id: UUID) -> BudgetStatement:
        """Show one week's figures, line by line."""
        found: BudgetStatement = self.seen(statement_id)
        return found


class Agree(StatementDoor):
    """A second person's yes."""

    @operation(
        Operation(
            "agreeBudgetStatement",
            Action.BUDGETS_AGREE,
            StatementAnswer,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, statement_id: UUID) -> BudgetStatement:
        """Agree figures. Days that were paid already get arrears, or an over-payment to decide."""
        services.agree_statement(
            statement=self.seen(statement_id), by=self.member.user_id, now=self.now
        )
        found: BudgetStatement = self.shown(statement_id)
        return found


class Withdraw(StatementDoor):
    """Never mind."""

    @operation(
        Operation(
            "withdrawBudgetStatement",
            Action.BUDGETS_DRAFT,
            StatementAnswer,
            body=Nothing,
            matched=True,
        )
    )
    def post(self, statement_id: UUID) -> BudgetStatement:
        """Take back figures that nobody has agreed; they stay in the history."""
        services.withdraw_statement(
            statement=self.seen(statement_id), by=self.member.user_id, now=self.now
        )
        found: BudgetStatement = self.shown(statement_id)
        return found
