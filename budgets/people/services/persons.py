"""Adding people, giving them a sign-in, saying who helps them, and keeping who looked."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.models import Member, Team, User
from budgets.councils.services import add_member
from budgets.councils.values import Role
from budgets.people import rules
from budgets.people.models import DeclaredInterest, Person, RecordRead, Representative
from budgets.people.values import PersonKind, Relation, RepresentativeKind
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


def name_representative(
    *,
    person: Person,
    user: User,
    kind: RepresentativeKind,
    starts_on: date,
    now: datetime,
    ends_on: date | None = None,
) -> Representative:
    """Say who manages a person's money with them (s.31) or for them (s.32)."""
    with transaction.atomic():
        add_member(
            book_id=person.book_id,
            email=user.email,
            full_name=user.full_name,
            roles=[Role.HOLDER],
            now=now,
        )
        return Representative.objects.create(
            book_id=person.book_id,
            person=person,
            user=user,
            kind=kind,
            starts_on=starts_on,
            ends_on=ends_on,
        )


def declare_interest(
    *, member: Member, person: Person, relation: Relation, now: datetime
) -> DeclaredInterest:
    """Keep a tie between staff and a person, so that they don't decide on their money."""
    found, _ = DeclaredInterest.objects.get_or_create(
        book_id=person.book_id,
        member=member,
        person=person,
        defaults={"relation": relation, "declared_at": now},
    )
    return found


def record_reads(
    *, people: Sequence[Person], by: UUID, role: str, what: str, now: datetime
) -> list[RecordRead]:
    """Keep that somebody looked at the records of several people, each of whom will see it."""
    return RecordRead.objects.bulk_create(
        (
            RecordRead(
                book_id=one.book_id, person=one, read_by=by, role=role, what=what, read_at=now
            )
            for one in people
        ),
        batch_size=1_000,
    )
