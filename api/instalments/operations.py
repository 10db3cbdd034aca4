"""Instalments as they were planned or paid."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import PartDoor
from api.instalments.shapes import LINES, InstalmentAnswer, InstalmentFilters
from api.operation import Operation, operation
from budgets.councils.rights import Action
from budgets.plans.models import Instalment


class InstalmentDoor(PartDoor):
    """A door to instalments."""

    rows = Instalment.objects.select_related("budget__person", "payment").prefetch_related(LINES)


class Instalments(InstalmentDoor):
    """Instalments."""

    @operation(
        Operation(
            "listInstalments",
            Action.BUDGETS_READ,
            InstalmentAnswer,
            filters=InstalmentFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[Instalment]:
        """List instalments with their lines; `state=planned`: those that wait to be approved."""
        rows: QuerySet[Instalment] = self.visible()
        return rows


class OneInstalment(InstalmentDoor):
    """One instalment."""

    @operation(
        Operation("getInstalment", Action.BUDGETS_READ, InstalmentAnswer, looks_at="budget.person")
    )
    def get(self, instalment_id: UUID) -> Instalment:
        """Show one instalment, and why it is what it is, line by line."""
        found: Instalment = self.seen(instalment_id)
        return found
