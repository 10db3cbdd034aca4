"""Hours: listed, shown, sent one at a time under an id of the phone's own."""

from uuid import UUID

from django.db.models import QuerySet

from api.operation import Operation, operation
from api.shifts.bodies import EXAMPLE, HoursBody, as_shift
from api.shifts.doors import ShiftDoor
from api.shifts.filters import ShiftFilters
from api.shifts.refusing import refusal_of
from api.shifts.shapes import ShiftAnswer
from budgets.assistants import services
from budgets.assistants.models import Shift
from budgets.assistants.selectors import visible_engagements
from budgets.assistants.values import Outcome
from budgets.councils.rights import Action


class Shifts(ShiftDoor):
    """Hours."""

    @operation(
        Operation(
            "listShifts",
            Action.SHIFTS_READ,
            ShiftAnswer,
            filters=ShiftFilters,
            listed=True,
            newest_by="started_at",
            looks_at="engagement.budget.person",
        )
    )
    def get(self) -> QuerySet[Shift]:
        """List hours, corrected ones and those taken back too, the latest first."""
        return self.visible()


class OneShift(ShiftDoor):
    """Some hours."""

    @operation(
        Operation("getShift", Action.SHIFTS_READ, ShiftAnswer, looks_at="engagement.budget.person")
    )
    def get(self, shift_id: UUID) -> Shift:
        """Show some hours, with what is to be thought about and what was said."""
        return self.seen(shift_id)

    @operation(
        Operation(
            "logShift",
            Action.SHIFTS_LOG,
            ShiftAnswer,
            body=HoursBody,
            status=201,
            or_again=200,
            example=EXAMPLE,
        )
    )
    def put(self, shift_id: UUID) -> Shift:
        """
        Send hours under an id that the phone made, as often as it takes.

        201 when they are taken, 200 when they were there already. Nothing odd is refused, it is
        taken with a warning; only what is impossible is, and other hours under the same id.
        """
        self.find(
            visible_engagements(self.viewer, self.operation.right), id=self.body["engagement"]
        )
        logged = services.log_shift(
            new=as_shift(self.body, shift_id),
            by=self.member.user_id,
            book_id=self.viewer.book_id,
            received_at=self.now,
        )
        if logged.outcome == Outcome.REFUSED:
            raise refusal_of(logged.code, logged.words)
        self.again = logged.outcome == Outcome.ALREADY_THERE
        return self.shown(shift_id)
