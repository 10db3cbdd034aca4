"""Who is in the example council: teams with pots, staff, people, and who lives with whom."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from budgets.caseload.values import example_east, example_hill, example_river
from budgets.caseload.values.example import CODE, NAME, PEOPLE, PHONE, STAFF, TEAMS, Somebody
from budgets.councils import services as councils
from budgets.councils.models import Council, Member, Team
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.models import Person
from budgets.people.values import PersonKind, Relation
from budgets.plans.models import Budget
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.rules import read_bank_details

OFFICE = (
    (Role.FINANCE, "Helen Voss"),
    (Role.FINANCE, "Raj Patel"),
    (Role.AUDITOR, "Ruth Achebe"),
    (Role.ADMINISTRATOR, "Gwen Thomas"),
    (Role.PROVIDER, "Larch Lane Support"),
)
NEIGHBOURS = {
    "EAST": example_east.PEOPLE,
    "HILL": example_hill.PEOPLE,
    "RIVER": example_river.PEOPLE,
}


@dataclass
class Cast:
    """
    Everybody in the example, and their direct payments by their names.

    :ivar people: those who are in the stories of one-off budgets
    :ivar neighbours: those who have a direct payment alone
    :ivar workers: who of the team works with somebody, by their name
    :ivar fails: payments that the bank sends back the first time
    """

    council: Council
    teams: list[Team] = field(default_factory=list)
    practitioners: dict[UUID, list[Member]] = field(default_factory=dict)
    managers: dict[UUID, Member] = field(default_factory=dict)
    office: list[Member] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    neighbours: list[Person] = field(default_factory=list)
    numbers: dict[UUID, int] = field(default_factory=dict)
    budgets: dict[str, UUID] = field(default_factory=dict)
    workers: dict[str, Member] = field(default_factory=dict)
    fails: set[UUID] = field(default_factory=set)

    @property
    def finance(self) -> Member:
        """Who makes the bank files, and approves what the other planned."""
        return self.office[0]

    @property
    def second_finance(self) -> Member:
        """Who plans the pay days."""
        return self.office[1]

    def named(self, name: str) -> Person:
        """Somebody by their name."""
        everybody = (*self.people, *self.neighbours)
        return next(person for person in everybody if person.full_name == name)

    def manager(self, name: str) -> Member:
        """Who leads the team of somebody."""
        return self.managers[self.named(name).team_id]

    def budget(self, name: str) -> Budget:
        """Somebody's direct payment as it is now."""
        found = Budget.objects.select_related("person", "account")
        return found.get(pk=self.budgets[name])


def open_cast(*, now: datetime, book_id: UUID | None = None) -> Cast:
    """Open the council with its teams, staff and people."""
    council = councils.open_council(
        code=CODE, name=NAME, phone=PHONE, rail=Rail.BANK_FILE, now=now, book_id=book_id
    )
    cast = Cast(council)
    cast.office = [_member(cast, name, role, now) for role, name in OFFICE]
    councils.set_bank_account(
        council=council, name=NAME, sort_code="20-00-00", account_number="55779911"
    )
    for reference, name, _ in TEAMS:
        _open_team(cast, reference, name, now)
    for team in cast.teams:
        for somebody in NEIGHBOURS[team.reference]:
            cast.neighbours.append(_person(cast, team, somebody, now))
    ama = cast.practitioners[cast.teams[0].id][0]
    people.declare_interest(
        member=ama, person=cast.named("Patience Adeyemi"), relation=Relation.FRIEND, now=now
    )
    return cast


def fill_pots(cast: Cast, now: datetime) -> None:
    """Fill each team's pot for the year."""
    for team, (_, _, pot_pence) in zip(cast.teams, TEAMS, strict=True):
        councils.fill_pot(
            team=team,
            pence=pot_pence,
            reason="Prevention pot for the year",
            key=uuid5(team.id, "first"),
            by=cast.finance.user_id,
            now=now,
        )


def _open_team(cast: Cast, reference: str, name: str, now: datetime) -> None:
    book = cast.council.book_id
    team = councils.open_team(book_id=book, reference=reference, name=name, now=now)
    cast.teams.append(team)
    practitioners, manager = STAFF[reference]
    cast.managers[team.id] = _placed(cast, manager, Role.MANAGER, team, 2_000_00, now)
    cast.practitioners[team.id] = [
        _placed(cast, one, Role.PRACTITIONER, team, 300_00, now) for one in practitioners
    ]
    for somebody in PEOPLE[reference]:
        cast.people.append(_person(cast, team, somebody, now))


def _member(cast: Cast, name: str, role: Role, now: datetime) -> Member:
    return councils.add_member(
        book_id=cast.council.book_id, email=email_of(name), full_name=name, roles=[role], now=now
    )


def _placed(
    cast: Cast, name: str, role: Role, team: Team, grant_pence: int, now: datetime
) -> Member:
    member = _member(cast, name, role, now)
    councils.place_in_team(member=member, team=team)
    councils.give_delegation(
        member=member,
        grant_limit_pence=grant_pence,
        person_year_limit_pence=2 * grant_pence,
        starts_on=now.date(),
        by=cast.office[3].user_id,
        now=now,
    )
    return member


def _person(cast: Cast, team: Team, somebody: Somebody, now: datetime) -> Person:
    book, number = cast.council.book_id, len(cast.people) + len(cast.neighbours) + 1001
    home = people.name_household(book_id=book, reference=somebody.home) if somebody.home else None
    person = people.add_person(
        team=team,
        full_name=somebody.name,
        kind=somebody.kind,
        date_of_birth=somebody.born,
        reference=f"E{number}",
        cares_for=cast.named(somebody.cares_for) if somebody.cares_for else None,
        household=home,
        now=now,
    )
    if somebody.kind != PersonKind.GROUP:
        people.give_sign_in(person=person, email=email_of(somebody.name), now=now)
    return person


def type_details(link: str, name: str, account_number: str, *, now: datetime) -> None:
    """Type bank details by a link, as whoever is paid would."""
    letters = name.encode("ascii", "ignore").decode()
    payouts.give_details(
        secret=link.rpartition("/")[2],
        details=read_bank_details(
            sort_code="20-00-00",
            account_number=account_number,
            account_name=letters[:18] or "Account",
        ),
        now=now,
    )


def email_of(name: str) -> str:
    """The address by which somebody in the example signs in."""
    plain = name.lower().translate(str.maketrans("éóïâüš", "eoiaus"))
    return f"{'.'.join(plain.split())}@elmshire.example".encode("ascii", "ignore").decode()
