"""What the rules of flags read: plain facts as they were told, each known by its reference."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class LineFacts(NamedTuple):
    """
    One movement of a holder's money; what goes out is below nothing.

    :ivar purpose: what it was for, as far as is known; else empty
    :ivar is_sure: somebody said so, or who was paid says enough
    """

    line_id: str
    budget_ref: str
    booked_on: date
    pence: int
    counterparty: str
    payee_ref: str
    description: str
    channel: str
    mcc: str
    invoice_number: str
    purpose: str
    is_sure: bool = False


class ShiftFacts(NamedTuple):
    """A stretch of work that stands: nothing replaced, nothing taken back."""

    shift_id: str
    engagement_ref: str
    started_at: datetime
    ended_at: datetime
    break_minutes: int
    kind: str
    woken_minutes: int
    logged_at: datetime


class PayeeFacts(NamedTuple):
    """Who is paid, and what stands for their bank account."""

    payee_ref: str
    budget_ref: str
    name: str
    kind: str
    fingerprint: str
    changed_on: date | None


class DatedRate(NamedTuple):
    """What an hour is paid from a day on, in pence."""

    from_on: date
    pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementFacts:
    """
    What a holder and a personal assistant agreed.

    :ivar rates: for ordinary hours, the oldest first
    :ivar last_on: the last day that was agreed, notice included
    """

    engagement_ref: str
    budget_ref: str
    worker_ref: str
    rates: Sequence[DatedRate]
    weekly_minutes: int
    starts_on: date
    last_on: date | None = None
    relation: str = "none"
    household_agreed_on: date | None = None
    born_on: date | None = None

    def rate_on(self, day: date) -> int:
        """Pence an hour on a day; before the first rate, that one."""
        begun = [rate.pence for rate in self.rates if rate.from_on <= day]
        return begun[-1] if begun else self.rates[0].pence if self.rates else 0


class AbsenceFacts(NamedTuple):
    """Days on which a person is away from home; without a last one they are not over."""

    person_ref: str
    kind: str
    starts_on: date
    ends_on: date | None


class MemberFacts(NamedTuple):
    """Somebody who authorises: their team, the limit of one grant, their own account."""

    member_ref: str
    team_ref: str
    grant_limit_pence: int | None
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetFacts:
    """
    A budget with what bears on its spending.

    :ivar weekly_pence: a week's total; `contribution_pence` is the person's own part of it
    :ivar opening_pence: what was there before the first line
    :ivar ring_fenced_pence: kept for holiday, tax, notice, redundancy and bookings
    :ivar authorised_by: of a one-off budget, the member who gave it, and on which day
    :ivar known_until: the last day that its lines tell of; None where nothing is known
    """

    budget_ref: str
    person_ref: str
    kind: str
    holder_kind: str
    holder_name: str
    starts_on: date
    purposes: frozenset[str]
    frequency: str = "four_weekly"
    weekly_pence: int = 0
    contribution_pence: int = 0
    contribution_mode: str = "none"
    one_off_pence: int = 0
    account_kind: str = "bank"
    cash_share_percent: int | None = None
    opening_pence: int = 0
    ring_fenced_pence: int = 0
    authorised_by: str = ""
    agreed_on: date | None = None
    household_ref: str = ""
    ends_on: date | None = None
    suspended_on: date | None = None
    died_on: date | None = None
    known_until: date | None = None

    @property
    def is_one_off(self) -> bool:
        """Whether it is a recovery budget, which asks for nothing."""
        return self.kind == "recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is known of a council, or of the part of it that a run is about."""

    budgets: Sequence[BudgetFacts]
    lines: Iterable[LineFacts] = ()
    shifts: Iterable[ShiftFacts] = ()
    engagements: Sequence[EngagementFacts] = ()
    payees: Sequence[PayeeFacts] = ()
    absences: Sequence[AbsenceFacts] = ()
    members: Sequence[MemberFacts] = field(default=())
