"""Doors to budgets, and to what belongs to them."""

from typing import Any, ClassVar, Final
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from api.doors import Door
from budgets.plans import selectors
from budgets.plans.models import AgreedOutcome, AgreedPurpose, Budget, BudgetHolder

SHOWN: Final = (
    Prefetch("purposes", AgreedPurpose.objects.order_by("place")),
    Prefetch("outcomes", AgreedOutcome.objects.order_by("place")),
    Prefetch("holders", BudgetHolder.objects.order_by("starts_on", "named_at", "id")),
)


class BudgetDoor(Door):
    """A door to budgets, over which the member has the operation's right."""

    def visible(self) -> QuerySet[Budget]:
        """The budgets, with what is shown of each."""
        rows = selectors.visible_to(self.viewer, self.operation.right)
        return rows.select_related("person", "account").prefetch_related(*SHOWN)

    def seen(self, budget_id: UUID) -> Budget:
        """One of them, in the state that the member saw; a look at the person's records."""
        found: Budget = self.find(self.visible(), id=budget_id)
        self.looked_at.append(found.person)
        return found

    def shown(self, budget_id: UUID) -> Budget:
        """One of them as it is now."""
        return self.visible().get(id=budget_id)


class PartDoor(Door):
    """
    A door to what belongs to budgets over which the member has the operation's right.

    :cvar rows: all of its kind, with what is shown of each
    """

    rows: ClassVar[QuerySet[Any]]

    def visible(self) -> QuerySet[Any]:
        """Those of them, the newest first."""
        found = selectors.parts_visible_to(self.viewer, self.rows, self.operation.right)
        return found.order_by("-id")

    def seen(self, part_id: UUID) -> Any:
        """One of them, in the state that the member saw."""
        return self.find(self.visible(), id=part_id)

    def shown(self, part_id: UUID) -> Any:
        """One of them as it is now."""
        return self.visible().get(id=part_id)

    def budget_of_body(self) -> Budget:
        """The budget that the body is about."""
        found: Budget = self.find(
            selectors.visible_to(self.viewer, self.operation.right).select_related("person"),
            id=self.body["budget"],
        )
        return found
