"""Doors to pay runs and to their lines."""

from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from payments.payouts.models import PayRun, RunLine
from payments.payouts.selectors import runs

SHOWN: Final = ("run", "payee", "payment__instalment__budget")


class RunDoor(Door):
    """A door to one run."""

    def seen(self, run_id: UUID) -> PayRun:
        """The run, in the state that the member saw."""
        found: PayRun = self.find(runs.runs_visible_to(self.viewer), id=run_id)
        return found


class LineDoor(Door):
    """A door to lines of runs."""

    def visible(self) -> QuerySet[RunLine]:
        """The lines of every run that the member may see."""
        seen = runs.runs_visible_to(self.viewer).order_by()
        return RunLine.objects.filter(run__in=seen).select_related(*SHOWN)

    def seen(self, line_id: UUID) -> RunLine:
        """One of them, in the state that the member saw."""
        found: RunLine = self.find(self.visible(), id=line_id)
        return found

    def shown(self, line_id: UUID) -> RunLine:
        """One of them as it is now."""
        return self.visible().get(id=line_id)
