"""
Named states, made through services, so that no test can build an impossible world.

Each factory calls the verb that makes the thing in life; money comes in through the ledger.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import factory

from budgets.councils import services as councils
from budgets.councils.models import Council, Member, Team
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.models import Person
from budgets.people.values import PersonKind
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import Asking
from ledgers.values import SCHEDULER
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.rules import read_bank_details

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


class VerbFactory(factory.Factory):
    """Makes a thing by calling the verb that makes it in life."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG003
        return cls.verb(**kwargs)

    @staticmethod
    def verb(**kwargs: Any) -> Any:
        raise NotImplementedError


class CouncilFactory(VerbFactory):
    """An open council with an empty book, that pays by the practice rail."""

    class Meta:
        model = Council

    code = factory.Sequence(lambda n: f"council-{n}")
    name = factory.Sequence(lambda n: f"Council {n}")
    phone = "01632 960 412"
    rail = Rail.PRACTICE
    now = NOW
    verb = staticmethod(councils.open_council)


def _funded_team(*, pot_pence: int, now: datetime, **fields: Any) -> Team:
    team = councils.open_team(now=now, **fields)
    if pot_pence:
        councils.fill_pot(
            team=team, pence=pot_pence, reason="The year's pot", key=uuid4(), by=SCHEDULER, now=now
        )
    return Team.objects.select_related("pot").get(pk=team.pk)


class FundedTeamFactory(VerbFactory):
    """A team with £12,000 in its pot."""

    class Meta:
        model = Team

    reference = factory.Sequence(lambda n: f"T{n}")
    name = factory.Sequence(lambda n: f"Team {n}")
    pot_pence = 12_000_00
    now = NOW
    verb = staticmethod(_funded_team)


def _member(
    *,
    role: Role,
    team: Team | None,
    grant_limit: int,
    year_limit: int,
    now: datetime,
    **fields: Any,
) -> Member:
    member = councils.add_member(roles=[role], now=now, **fields)
    if team:
        councils.place_in_team(member=member, team=team)
    if grant_limit:
        councils.give_delegation(
            member=member,
            grant_limit_pence=grant_limit,
            person_year_limit_pence=year_limit,
            starts_on=now.date(),
            by=SCHEDULER,
            now=now,
        )
    return member


class MemberFactory(VerbFactory):
    """A member of staff with one role."""

    class Meta:
        model = Member

    email = factory.Sequence(lambda n: f"member{n}@council.example")
    full_name = factory.Sequence(lambda n: f"Member {n}")
    role = Role.FINANCE
    team = None
    grant_limit = 0
    year_limit = 0
    now = NOW
    verb = staticmethod(_member)


class PractitionerFactory(MemberFactory):
    """Somebody who may authorise £300 alone, and £600 for one person in 12 months."""

    role = Role.PRACTITIONER
    grant_limit = 300_00
    year_limit = 600_00


class ManagerFactory(MemberFactory):
    """A team's manager, who may authorise £2,000 alone."""

    role = Role.MANAGER
    grant_limit = 2_000_00
    year_limit = 4_000_00


def _person(*, email: str, now: datetime, **fields: Any) -> Person:
    person = people.add_person(now=now, **fields)
    if email:
        people.give_sign_in(person=person, email=email, now=now)
    return person


class PersonFactory(VerbFactory):
    """An adult who draws on support and can sign in."""

    class Meta:
        model = Person

    full_name = "Daniel Okafor"
    kind = PersonKind.ADULT
    date_of_birth = date(1991, 5, 14)
    email = factory.Sequence(lambda n: f"person{n}@home.example")
    now = NOW
    verb = staticmethod(_person)


class CarerFactory(PersonFactory):
    """An unpaid carer in their own right."""

    full_name = "Rosa Marsh"
    kind = PersonKind.CARER


@dataclass
class World:
    """One council with a team, its people and everybody who works there."""

    council: Council
    team: Team
    practitioner: Member
    manager: Member
    finance: Member
    second_finance: Member
    auditor: Member
    administrator: Member
    provider: Member
    daniel: Person
    rosa: Person

    @property
    def book_id(self) -> UUID:
        """The council's book."""
        return self.council.book_id

    def holder(self, person: Person) -> Member:
        """A person as the member that they sign in as."""
        return Member.objects.get(book_id=self.book_id, user_id=person.user_id)


def make_world(*, rail: Rail = Rail.PRACTICE, pot_pence: int = 12_000_00) -> World:
    """A council as it is on an ordinary morning."""
    council = CouncilFactory(rail=rail)
    book = council.book_id
    team = FundedTeamFactory(book_id=book, pot_pence=pot_pence)
    staff = {
        role.value: MemberFactory(book_id=book, role=role)
        for role in (Role.FINANCE, Role.AUDITOR, Role.ADMINISTRATOR, Role.PROVIDER)
    }
    return World(
        council=council,
        team=team,
        practitioner=PractitionerFactory(book_id=book, team=team, full_name="Ama Boateng"),
        manager=ManagerFactory(book_id=book, team=team, full_name="Priya Nair"),
        second_finance=MemberFactory(book_id=book, role=Role.FINANCE),
        daniel=PersonFactory(team=team),
        rosa=CarerFactory(team=team),
        **staff,
    )


def asked(world: World, person: Person, *, pence: int = 300_00, **said: Any) -> RecoveryRequest:
    """Somebody has said from their own phone what would help; nobody has answered yet."""
    asking = Asking(
        person_id=person.id, words=said.pop("words", "A course"), pence=pence, key=uuid4(), **said
    )
    return recovery.ask_for_recovery_budget(asking=asking, by=world.holder(person), now=NOW)


def promised(
    world: World, person: Person, *, pence: int = 300_00, now: datetime = NOW, **said: Any
) -> RecoveryBudget:
    """Authorised and set aside; nobody has given bank details."""
    asking = Asking(
        person_id=person.id, words=said.pop("words", "A course"), pence=pence, key=uuid4(), **said
    )
    return recovery.grant_recovery_budget(asking=asking, by=world.practitioner, now=now)


def on_its_way(
    world: World,
    person: Person,
    *,
    now: datetime = NOW,
    account_number: str = "12345678",
    **said: Any,
) -> RecoveryBudget:
    """Details are given, and on the practice rail the money has left."""
    budget = promised(world, person, now=now, **said)
    link = recovery.hand_over_link(recovery=budget, now=now)
    payouts.give_details(
        secret=link.rpartition("/")[2],
        details=read_bank_details(
            sort_code="20-00-00", account_number=account_number, account_name="D Okafor"
        ),
        now=now,
    )
    return RecoveryBudget.objects.get(pk=budget.pk)


def there(world: World, person: Person, *, now: datetime = NOW, **said: Any) -> RecoveryBudget:
    """The money has arrived."""
    budget = on_its_way(world, person, now=now, **said)
    payouts.mark_paid(payment=budget.payment, by=SCHEDULER, now=now)
    return RecoveryBudget.objects.get(pk=budget.pk)
