"""Lines: listed, shown, said what they were for, and that two are two things."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.lines.shapes import SayPurposeBody, SpendingLineAnswer, SpendingLineFilters
from api.operation import Operation, operation
from api.strictness.bodies import Nothing
from budgets.assurance import services
from budgets.assurance.models import SpendingLine
from budgets.assurance.selectors.evidence import asked_of
from budgets.assurance.selectors.lines import visible_to
from budgets.councils.rights import Action

PERSON = "budget.person"


class LineDoor(Door):
    """A door to lines over which the member has the operation's right."""

    def visible(self) -> QuerySet[SpendingLine]:
        """The lines, with whose they are."""
        seen = visible_to(self.viewer, self.operation.right).order_by("-id")
        return seen.select_related("budget__person")

    def prepare(self, rows: list[Any]) -> list[Any]:
        """What is asked about each, worked out at once."""
        asked = asked_of(self.viewer.book_id, rows)
        for row in rows:
            row.asked = asked[row.id]
        return rows

    def seen(self, line_id: UUID) -> SpendingLine:
        """One of them, in the state that the member saw."""
        found: SpendingLine = self.find(self.visible(), id=line_id)
        return found

    def shown(self, line_id: UUID) -> SpendingLine:
        """One of them as it is now."""
        return self.visible().get(id=line_id)


class Lines(LineDoor):
    """Lines."""

    @operation(
        Operation(
            "listLines",
            Action.LINES_READ,
            SpendingLineAnswer,
            filters=SpendingLineFilters,
            listed=True,
            looks_at=PERSON,
        )
    )
    def get(self) -> QuerySet[SpendingLine]:
        """List lines, the last that came in first, each with what is asked about it."""
        return self.visible()


class OneLine(LineDoor):
    """One line."""

    @operation(Operation("getLine", Action.LINES_READ, SpendingLineAnswer, looks_at=PERSON))
    def get(self, line_id: UUID) -> SpendingLine:
        """Show one line, what it was for, and what is asked about it."""
        return self.seen(line_id)


class SayPurpose(LineDoor):
    """One tap."""

    @operation(
        Operation(
            "sayPurpose", Action.LINES_SAY, SpendingLineAnswer, body=SayPurposeBody, matched=True
        )
    )
    def post(self, line_id: UUID) -> SpendingLine:
        """Say what a line was for. It is moved there in the books and remembered."""
        services.say_purpose(
            line=self.seen(line_id),
            purpose=self.body["purpose"],
            by=self.member.user_id,
            now=self.now,
        )
        return self.shown(line_id)


class Unlink(LineDoor):
    """Two things and not one."""

    @operation(
        Operation("undoLink", Action.LINES_SAY, SpendingLineAnswer, body=Nothing, matched=True)
    )
    def post(self, line_id: UUID) -> SpendingLine:
        """Say that a line is not the movement that it was taken for; it is posted for itself."""
        services.undo_link(line=self.seen(line_id), by=self.member.user_id, now=self.now)
        return self.shown(line_id)
