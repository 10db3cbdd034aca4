"""What the files say of people who draw on support, and of when they are away."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from budgets.caseload.values.columns import (
    LONGEST_WORDS,
    Mailbox,
    Name,
    Phone,
    Ref,
    Words,
)
from budgets.people.values import AbsenceKind, PersonKind, Preference


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody who draws on support: an adult, an unpaid carer, or a group."""

    person_ref: Ref
    full_name: Name
    kind: PersonKind
    date_of_birth: date | None = None
    team_ref: Ref
    household_ref: Ref | None = None
    email: Mailbox | None = None
    phone: Phone | None = None
    cares_for_ref: Ref | None = None
    died_on: date | None = None
    address: Annotated[str, Words(LONGEST_WORDS, lines=True)] | None = None
    prefers: Preference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRow:
    """Days on which a person was, or is, away; the last one counts."""

    absence_ref: Ref
    person_ref: Ref
    kind: AbsenceKind
    starts_on: date
    ends_on: date | None = None
