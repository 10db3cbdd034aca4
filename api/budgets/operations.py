"""Budgets of every kind."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.filters import Filters, IdFilter, OneOfFilter
from api.operation import Operation, operation
from api.shapes import Answer, At, Currency, On, Pounds, Ref, Said, Who
from api.strictness.bodies import OneOf
from budgets.councils.rights import Action
from budgets.plans import selectors
from budgets.plans.models import Budget
from budgets.plans.values import BudgetKind, BudgetState, HolderKind, KnownFrom
from ledgers.values import Purpose


class PurposeAnswer(Answer):
    """What a budget is for, in the person's words."""

    purpose = OneOf(Purpose)
    words = Said()


class KnownPounds(Pounds):
    """What is left as far as we know; null where nothing is known."""

    def get_attribute(self, instance: Any) -> int | None:
        """Nothing is said of money that nobody tells us about."""
        known = instance.known_from != KnownFrom.NOTHING
        return instance.account.available_pence if known else None


class BudgetAnswer(Answer):
    """Money agreed for a person's outcomes."""

    id = Ref()
    reference = Said()
    person = Who()
    kind = OneOf(BudgetKind)
    state = OneOf(BudgetState)
    holder_kind = OneOf(HolderKind)
    account = Ref(source="account_id")
    left = KnownPounds(source="*", allow_null=True)
    currency = Currency()
    known_from = OneOf(KnownFrom)
    known_until = On(allow_null=True)
    starts_on = On()
    ends_on = On(allow_null=True)
    opened_at = At()
    purposes = PurposeAnswer(many=True)


class BudgetFilters(Filters):
    """Which budgets."""

    kind = OneOfFilter(BudgetKind, label="How the money is managed.")
    state = OneOfFilter(BudgetState, label="Where they are.")
    person = IdFilter(field_name="person_id", label="Of one person.")


class BudgetDoor(Door):
    """A door to budgets."""

    def visible(self) -> QuerySet[Budget]:
        """The budgets that the member may see, with what is shown of each."""
        rows = selectors.visible_to(self.viewer).select_related("person", "account")
        return rows.prefetch_related("purposes")


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


class OneBudget(BudgetDoor):
    """One budget."""

    @operation(Operation("getBudget", Action.BUDGETS_READ, BudgetAnswer, looks_at="person"))
    def get(self, budget_id: UUID) -> Budget:
        """Show one budget and what it is for."""
        found: Budget = self.find(self.visible(), id=budget_id)
        return found
