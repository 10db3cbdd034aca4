"""Who is in the example council: teams with pots, staff, some forty people and who helps them."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from budgets.caseload.values.example import CODE, NAME, PEOPLE, PHONE, STAFF, TEAMS, Somebody
from budgets.councils import services as councils
from budgets.councils.models import Council, Member, Team
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.models import Person
from budgets.people.values import PersonKind, Relation, RepresentativeKind
from payments.outside.values import Rail

OFFICE = (
    (Role.FINANCE, "Helen Voss"),
    (Role.FINANCE, "Raj Patel"),
    (Role.AUDITOR, "Ruth Achebe"),
    (Role.ADMINISTRATOR, "Gwen Thomas"),
    (Role.PROVIDER, "Larch Lane Support"),
)


@dataclass
class Cast:
    """Everybody in the example."""

    council: Council
    teams: list[Team] = field(default_factory=list)
    practitioners: dict[UUID, list[Member]] = field(default_factory=dict)
    managers: dict[UUID, Member] = field(default_factory=dict)
    office: list[Member] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    numbers: dict[UUID, int] = field(default_factory=dict)

    @property
    def finance(self) -> Member:
        """Who makes the bank files."""
        return self.office[0]

    def named(self, name: str) -> Person:
        """Somebody by their name."""
        return next(person for person in self.people if person.full_name == name)


def open_cast(*, now: datetime) -> Cast:
    """Open the council with its teams, staff and people."""
    council = councils.open_council(code=CODE, name=NAME, phone=PHONE, rail=Rail.BANK_FILE, now=now)
    cast = Cast(council)
    cast.office = [_member(cast, name, role, now) for role, name in OFFICE]
    councils.set_bank_account(
        council=council, name=NAME, sort_code="20-00-00", account_number="55779911"
    )
    for reference, name, pot_pence in TEAMS:
        _open_team(cast, reference, name, pot_pence, now)
    _tie_people(cast, now)
    return cast


def _open_team(cast: Cast, reference: str, name: str, pot_pence: int, now: datetime) -> None:
    book = cast.council.book_id
    team = councils.open_team(book_id=book, reference=reference, name=name, now=now)
    councils.fill_pot(
        team=team,
        pence=pot_pence,
        reason="Prevention pot for the year",
        key=uuid5(team.id, "first"),
        by=cast.finance.user_id,
        now=now,
    )
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
        book_id=cast.council.book_id, email=_email(name), full_name=name, roles=[role], now=now
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
    person = people.add_person(
        team=team,
        full_name=somebody.name,
        kind=somebody.kind,
        date_of_birth=somebody.born,
        reference=f"E{len(cast.people) + 1001}",
        cares_for=cast.named(somebody.cares_for) if somebody.cares_for else None,
        now=now,
    )
    if somebody.kind != PersonKind.GROUP:
        people.give_sign_in(person=person, email=_email(somebody.name), now=now)
    return person


def _tie_people(cast: Cast, now: datetime) -> None:
    margaret, daughter = (
        cast.named("Margaret Ashworth"),
        _member(cast, "Ruth Ashworth", Role.HOLDER, now),
    )
    people.name_representative(
        person=margaret,
        user=daughter.user,
        kind=RepresentativeKind.NOMINATED,
        starts_on=now.date(),
        now=now,
    )
    ama = cast.practitioners[cast.teams[0].id][0]
    people.declare_interest(
        member=ama, person=cast.named("Patience Adeyemi"), relation=Relation.FRIEND, now=now
    )


def _email(name: str) -> str:
    plain = name.lower().translate(str.maketrans("éóïâüš", "eoiaus"))
    return f"{'.'.join(plain.split())}@elmshire.example".encode("ascii", "ignore").decode()
