"""What can be asked about people."""

from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.people.shapes import NewPerson, PersonAnswer, PersonFilters, ReadAnswer
from budgets.councils.rights import Action
from budgets.councils.selectors import teams_for
from budgets.people import selectors
from budgets.people.models import Person, RecordRead
from budgets.people.services import add_person


class People(Door):
    """People whom the member may see."""

    @operation(
        Operation(
            "listPeople",
            Action.PEOPLE_READ,
            PersonAnswer,
            filters=PersonFilters,
            listed=True,
            looks_at="self",
        )
    )
    def get(self) -> QuerySet[Person]:
        """List people, or look for them by name."""
        return selectors.visible_to(self.viewer).select_related("team")

    @operation(
        Operation(
            "addPerson",
            Action.PEOPLE_ADD,
            PersonAnswer,
            body=NewPerson,
            status=201,
            keyed=True,
            example={
                "full_name": "Daniel Okafor",
                "date_of_birth": "1991-05-14",
                "team": "019aa9b0-0000-7000-8000-000000000001",
            },
        )
    )
    def post(self) -> Person:
        """Add somebody who draws on support."""
        said = dict(self.body)
        team = self.find(teams_for(self.viewer, self.operation.right), id=said.pop("team"))
        return add_person(team=team, now=self.now, **said)


class OnePerson(Door):
    """One person."""

    @operation(Operation("getPerson", Action.PEOPLE_READ, PersonAnswer, looks_at="self"))
    def get(self, person_id: UUID) -> Person:
        """Show one person."""
        found: Person = self.find(selectors.visible_to(self.viewer), id=person_id)
        return found


class Reads(Door):
    """Who has looked at a person's records."""

    @operation(Operation("listReads", Action.READS_READ, ReadAnswer, listed=True))
    def get(self, person_id: UUID) -> QuerySet[RecordRead]:
        """List who has looked at a person's records, when, as what and at what."""
        person = self.find(selectors.visible_to(self.viewer, Action.READS_READ), id=person_id)
        return selectors.list_reads(person)
