"""Saying who manages a person's money, and which staff are close to them."""

from datetime import date, datetime

from django.db import transaction

from budgets.councils.models import Member, User
from budgets.councils.services import add_member
from budgets.councils.values import Role
from budgets.people.errors import EndsTooEarly
from budgets.people.models import DeclaredInterest, Person, Representative
from budgets.people.values import Relation, RepresentativeKind


def name_representative(
    *,
    person: Person,
    user: User,
    kind: RepresentativeKind,
    starts_on: date,
    now: datetime,
    ends_on: date | None = None,
    consented_on: date | None = None,
    evidence: str = "",
    capacity_decided_on: date | None = None,
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
            consented_on=consented_on,
            evidence=evidence.strip(),
            capacity_decided_on=capacity_decided_on,
        )


def end_representative(*, representative: Representative, ends_on: date) -> Representative:
    """
    Say until when somebody manages a person's money: that day is not theirs any more.

    :raises EndsTooEarly: they have not managed it for a day by then
    """
    if ends_on <= representative.starts_on:
        raise EndsTooEarly
    representative.ends_on = ends_on
    representative.save(update_fields=["ends_on"])
    return representative


def drop_representative(*, representative: Representative) -> None:
    """Take back that somebody manages a person's money, before they have done so for a day."""
    representative.delete()


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
