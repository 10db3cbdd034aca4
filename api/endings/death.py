"""When somebody has died: every payment to them stops, and their budgets end."""

from uuid import UUID

from api.doors import Door
from api.operation import Operation, operation
from api.people.shapes import PersonAnswer
from api.strictness.bodies import Body
from api.strictness.fields import Day
from budgets.councils.rights import Action
from budgets.people import selectors
from budgets.people.models import Person
from budgets.plans import services


class DeathBody(Body):
    """The day on which somebody died."""

    died_on = Day()


class Death(Door):
    """Somebody has died."""

    @operation(
        Operation(
            "recordDeath",
            Action.BUDGETS_END,
            PersonAnswer,
            body=DeathBody,
            keyed=True,
            matched=True,
            looks_at="self",
            example={"died_on": "2026-11-19"},
        )
    )
    def post(self, person_id: UUID) -> Person:
        """
        Record that somebody has died: payments to them stop, and their budgets begin to end.

        Nothing is sent to anybody by it. Another day, told later, corrects the first.
        """
        people = selectors.visible_to(self.viewer, self.operation.right).select_related("team")
        services.record_death(
            person=self.find(people, id=person_id),
            died_on=self.body["died_on"],
            by=self.member,
            now=self.now,
        )
        found: Person = people.get(id=person_id)
        return found
