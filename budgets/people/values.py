"""Plain types of people: what kind of person, how somebody helps them, where they are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class PersonKind(StrEnum):
    """Who draws on support: an adult, an unpaid carer in their own right, or a group or network."""

    ADULT = "adult"
    CARER = "carer"
    GROUP = "group"


class RepresentativeKind(StrEnum):
    """Who manages somebody's money: nominated (s.31), or authorised without capacity (s.32)."""

    NOMINATED = "nominated_person"
    AUTHORISED = "authorised_person"


class Relation(StrEnum):
    """How staff are tied to a person: declared, so that they don't decide on their money."""

    HOUSEHOLD = "household"
    FAMILY = "family"
    FRIEND = "friend"


class AbsenceKind(StrEnum):
    """Where somebody is who is not at home."""

    HOSPITAL = "hospital"
    ABROAD = "abroad"
    RESPITE = "respite"
    OTHER = "other"


class Preference(StrEnum):
    """How somebody wants to hear from the council."""

    EMAIL = "email"
    TEXT = "text"
    POST = "post"
    PHONE = "phone"
    EASY_READ = "easy_read"


@dataclass(frozen=True)
class Newcomer:
    """Somebody whom the council does not know yet, in two fields, and the team they join."""

    full_name: str
    date_of_birth: date | None
    team_id: UUID
