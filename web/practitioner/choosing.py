"""Who a grant is for, so far: what was typed, whom that finds, and who is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from budgets.councils import selectors as councils
from budgets.councils.models import Team
from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.people.values import PersonKind
from ledgers.values import Viewer
from web.forms import Option

MOST_FOUND = 8


@dataclass(frozen=True)
class Choosing:
    """
    What the page knows of whom it is for.

    :ivar found: whom the search found, the chosen one among them
    :ivar more: whether the search found more than are shown
    """

    is_new: bool
    who: str
    chosen: Person | None
    found: list[Person]
    more: bool
    teams: list[Team]

    @property
    def teams_shown(self) -> list[Team]:
        """The teams whose pots matter: the chosen person's, or all of the viewer's."""
        return [self.chosen.team] if self.chosen else self.teams

    @property
    def name(self) -> str:
        """What to call whoever is chosen; empty while nobody is."""
        return self.chosen.first_name if self.chosen else ""

    def options(self) -> list[tuple[str, Option]]:
        """Whom the search found, as rows to tap."""
        return [(str(one.id), Option(one.full_name, known_by(one))) for one in self.found]


def choose(viewer: Viewer, typed: Mapping[str, str]) -> Choosing:
    """Read what was typed so far; people who are not the viewer's to help are not found."""
    is_new, who = bool(typed.get("new")), typed.get("who", "").strip()
    found = [] if is_new or not who else _search(viewer, who)
    wanted = None if is_new else typed.get("person") or None
    chosen = _get(viewer, wanted) if wanted else None
    shown = found[:MOST_FOUND]
    if chosen is None and wanted is None and len(shown) == 1:
        chosen = shown[0]
    if chosen and chosen not in shown:
        shown = [chosen, *shown]
    teams = councils.teams_for(viewer, Action.PEOPLE_ADD).select_related("pot")
    return Choosing(is_new, who, chosen, shown, len(found) > MOST_FOUND, list(teams))


def known_by(person: Person) -> str:
    """What tells two people of one name apart."""
    born = person.date_of_birth
    kind = {PersonKind.CARER: "Unpaid carer", PersonKind.GROUP: "Group"}.get(
        PersonKind(person.kind), ""
    )
    return ", ".join(
        filter(None, (f"{born.day} {born:%B %Y}" if born else "", kind, person.reference))
    )


def _search(viewer: Viewer, who: str) -> list[Person]:
    found = people.search(viewer, who, Action.RECOVERY_AUTHORISE)
    return list(found.select_related("team__pot")[: MOST_FOUND + 1])


def _get(viewer: Viewer, wanted: str) -> Person | None:
    visible = people.visible_to(viewer, Action.RECOVERY_AUTHORISE).select_related("team__pot")
    return visible.filter(Q(pk=as_id(wanted))).first()


def as_id(text: str) -> UUID | None:
    """The id that somebody's browser sent, if it is one."""
    hexadecimal = text.replace("-", "")
    known = len(hexadecimal) == 32 and set(hexadecimal.lower()) <= set("0123456789abcdef")  # noqa: PLR2004
    return UUID(hexadecimal) if known else None
