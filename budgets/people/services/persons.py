"""Adding people, giving them a sign-in, noting who lives together, and that somebody died."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.models import Member, Team
from budgets.councils.services import add_member
from budgets.councils.values import Role
from budgets.people import rules
from budgets.people.models import Household, Person
from budgets.people.values import PersonKind
from ledgers.values import About, uuid7
from payments.payouts import services as payouts
from payments.payouts.values import london_day


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


def name_household(*, book_id: UUID, reference: str) -> Household:
    """Note that people live together under this reference, or find it again."""
    found, _ = Household.objects.get_or_create(book_id=book_id, reference=reference)
    return found


def record_death(*, person: Person, died_on: date, by: UUID, now: datetime) -> Person:
    """
    Keep on which day somebody died: from now on nothing is sent to them by itself.

    Told again it changes nothing; another day corrects the first.

    :raises DayImpossible: it is before 1900
    :raises DeathInFuture: the day has not come yet
    :raises DeathBeforeBirth: it is before they were born
    """
    with transaction.atomic():
        known = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if known.died_on != died_on:
            rules.check_death(died_on=died_on, born_on=known.date_of_birth, today=london_day(now))
            known.died_on, known.death_recorded_by, known.death_recorded_at = died_on, by, now
            known.save(update_fields=["died_on", "death_recorded_by", "death_recorded_at"])
            payouts.write_no_more(book_id=known.book_id, about=About("person", known.id))
    person.died_on = died_on
    return known
