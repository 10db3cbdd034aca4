"""Adding people, and giving them a sign-in."""

from datetime import date, datetime

from django.db import transaction

from budgets.councils.models import Member, Team
from budgets.councils.services import add_member
from budgets.councils.values import Role
from budgets.people import rules
from budgets.people.models import Person
from budgets.people.values import PersonKind
from ledgers.values import uuid7


def add_person(
    *,
    team: Team,
    full_name: str,
    now: datetime,
    kind: PersonKind = PersonKind.ADULT,
    date_of_birth: date | None = None,
    reference: str = "",
    **also: object,
) -> Person:
    """
    Add somebody who draws on support, in as little as a name and a date of birth.

    :raises NameMissing: there is no name
    :raises BornTooSoon: the date of birth can't be right
    """
    rules.check_new_person(full_name=full_name, date_of_birth=date_of_birth, today=now.date())
    person_id = uuid7(now.timestamp())
    return Person.objects.create(
        id=person_id,
        book_id=team.book_id,
        team=team,
        reference=reference or f"P-{person_id.hex[-8:].upper()}",
        full_name=" ".join(full_name.split()),
        kind=kind,
        date_of_birth=date_of_birth,
        added_at=now,
        **also,
    )


def give_sign_in(*, person: Person, email: str, now: datetime) -> Member:
    """Let a person sign in by this address and see their own budgets."""
    with transaction.atomic():
        member = add_member(
            book_id=person.book_id,
            email=email,
            full_name=person.full_name,
            roles=[Role.HOLDER],
            now=now,
        )
        Person.objects.filter(pk=person.pk).update(user=member.user, email=email)
        person.user, person.email = member.user, email
    return member
