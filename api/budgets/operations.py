"""Budgets of every kind: drafted, listed, shown."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import BudgetDoor
from api.budgets.drafting import EXAMPLE_DRAFT, DraftBody, as_budget
from api.budgets.shapes import BudgetAnswer, BudgetDetail, BudgetFilters
from api.operation import Operation, operation
from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.plans import services
from budgets.plans.models import Budget


class Budgets(BudgetDoor):
    """Budgets."""

    @operation(
        Operation(
            "listBudgets",
            Action.BUDGETS_READ,
            BudgetAnswer,
            filters=BudgetFilters,
            listed=True,
            looks_at="person",
        )
    )
    def get(self) -> QuerySet[Budget]:
        """List budgets."""
        return self.visible()

    @operation(
        Operation(
            "draftBudget",
            Action.BUDGETS_DRAFT,
            BudgetDetail,
            body=DraftBody,
            status=201,
            keyed=True,
            example=EXAMPLE_DRAFT,
        )
    )
    def post(self) -> Budget:
        """Write a budget down with the person. Nobody has agreed it, and nothing is paid."""
        visible = people.visible_to(self.viewer, self.operation.right)
        person = self.find(visible, id=self.body["person"])
        drafted = services.draft_budget(
            person=person, draft=as_budget(self.body, self.viewer), by=self.member, now=self.now
        )
        return self.shown(drafted.id)


class OneBudget(BudgetDoor):
    """One budget."""

    @operation(Operation("getBudget", Action.BUDGETS_READ, BudgetDetail, looks_at="person"))
    def get(self, budget_id: UUID) -> Budget:
        """Show one budget: what it is for, its figures, who manages it, what is missing."""
        return self.seen(budget_id)
