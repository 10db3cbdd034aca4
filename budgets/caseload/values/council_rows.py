"""What the files say of a council itself: its teams, its members, the providers it knows."""

from dataclasses import dataclass
from typing import Annotated

from budgets.caseload.values.columns import (
    Codes,
    Fingerprint,
    Mailbox,
    Name,
    Pence,
    Ref,
    Words,
)
from budgets.councils.values import Role

LONGEST_TEAM_NAME = 120
STAFF_ROLES = (
    Role.PRACTITIONER,
    Role.MANAGER,
    Role.FINANCE,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """A team, and what was in its pot when it came here."""

    team_ref: Ref
    name: Annotated[str, Words(LONGEST_TEAM_NAME)]
    pot_opening_balance_pence: Pence


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """Somebody who works for the council, as what, and how much they may decide alone."""

    email: Mailbox
    full_name: Name
    role: Annotated[tuple[Role, ...], Codes(STAFF_ROLES)]
    team_ref: Ref | None = None
    grant_limit_pence: Pence | None = None
    person_year_limit_pence: Pence | None = None
    account_fingerprint: Fingerprint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRow:
    """Somebody who provides care; registered with the Care Quality Commission or not."""

    provider_ref: Ref
    name: Name
    registered: bool
    email: Mailbox | None = None
