"""People and their absences as files have them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from budgets.caseload.rules.words import as_read_again
from budgets.caseload.values.person_rows import AbsenceRow, PersonRow
from budgets.people.models import Absence, Person
from budgets.people.values import AbsenceKind, PersonKind, Preference


def person_rows(book_id: UUID, ids: Collection[UUID], _today: date) -> dict[UUID, PersonRow]:
    """People by id."""
    people = Person.objects.filter(book_id=book_id, id__in=ids)
    together = people.select_related("team", "household", "cares_for")
    return {person.id: _person_row(person) for person in together}


def _person_row(person: Person) -> PersonRow:
    return PersonRow(
        person_ref=person.reference,
        full_name=as_read_again(person.full_name) or person.reference,
        kind=PersonKind(person.kind),
        date_of_birth=person.date_of_birth,
        team_ref=person.team.reference,
        household_ref=person.household.reference if person.household else None,
        email=person.email.lower() or None,
        phone=as_read_again(person.phone),
        cares_for_ref=person.cares_for.reference if person.cares_for else None,
        died_on=person.died_on,
        address=as_read_again(person.address, lines=True),
        prefers=Preference(person.prefers),
    )


def absence_rows(book_id: UUID, ids: Collection[UUID], _today: date) -> dict[UUID, AbsenceRow]:
    """Absences by id."""
    return {
        one.id: AbsenceRow(
            absence_ref=one.reference,
            person_ref=one.person.reference,
            kind=AbsenceKind(one.kind),
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        for one in Absence.objects.filter(book_id=book_id, id__in=ids).select_related("person")
    }
