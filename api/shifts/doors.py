"""Doors to hours that personal assistants worked."""

from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from api.doors import Door
from budgets.assistants import selectors
from budgets.assistants.models import Shift
from budgets.councils.values import Role


class WorkDoor(Door):
    """A door behind which people look at work; whoever looks at their own is not noted."""

    def saw(self, thing: Model) -> None:
        """Note a look at the person's records, but for an assistant's at their own work."""
        if self.viewer.roles != {Role.ASSISTANT}:
            super().saw(thing)


class ShiftDoor(WorkDoor):
    """A door to hours over which the member has the operation's right."""

    def visible(self) -> QuerySet[Shift]:
        """The hours, with what is shown of each."""
        seen = selectors.visible_to(self.viewer, self.operation.right)
        return seen.prefetch_related("messages")

    def prepare(self, rows: list[Any]) -> list[Any]:
        """What is to be said to this viewer of each, read at once."""
        told = selectors.list_warnings(rows, self.viewer)
        for row in rows:
            row.said_warnings = told[row.id]
        return rows

    def seen(self, shift_id: UUID) -> Shift:
        """One of them, in the state that the member saw."""
        found: Shift = self.find(self.visible(), id=shift_id)
        return found

    def shown(self, shift_id: UUID) -> Shift:
        """One of them as it is now, for this member."""
        return selectors.visible_to(self.viewer).prefetch_related("messages").get(id=shift_id)
