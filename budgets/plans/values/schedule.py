"""Plain types of a payment schedule: spans of days, pay calendars, and what is due for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple


class Frequency(StrEnum):
    """How often a budget is paid."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    FOUR_WEEKLY = "four_weekly"
    MONTHLY = "monthly"
    ONCE = "once"


class ContributionMode(StrEnum):
    """
    How the person's contribution reaches the budget.

    Net: the council pays its share and the person adds theirs. Gross: the council pays all and
    collects the contribution. None: the person contributes nothing.
    """

    NET = "net"
    GROSS = "gross"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first until the day before the last, or for ever: half-open."""

    starts_on: date
    ends_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no day is in it."""
        return self.ends_on is not None and self.ends_on <= self.starts_on

    def within(self, other: "Span") -> "Span":
        """The days that are in both; empty when there are none."""
        ends = [day for day in (self.ends_on, other.ends_on) if day is not None]
        return Span(max(self.starts_on, other.starts_on), min(ends, default=None))


@dataclass(frozen=True, slots=True)
class Calendar:
    """
    When a council pays budgets of one frequency.

    :ivar anchor_on: the first day of any one period; a month begins on its day, or on the last
        day of a month that is shorter
    :ivar lead_days: so many days before a period starts it is paid
    :ivar closed: days on which the council doesn't pay, beside weekends and bank holidays
    """

    frequency: Frequency
    anchor_on: date
    lead_days: int = 0
    closed: frozenset[date] = frozenset()


FIRST_MONDAY: Final = date(2024, 4, 8)
ANCHORS: Final = dict.fromkeys(Frequency, FIRST_MONDAY) | {Frequency.MONTHLY: date(2024, 4, 1)}
"""Where the periods of a council begin that has not said so itself."""


def default_calendar(frequency: Frequency) -> Calendar:
    """The calendar of a council that has not made one: on Mondays, or on the 1st of a month."""
    return Calendar(frequency, ANCHORS[frequency])


@dataclass(frozen=True, slots=True)
class Period:
    """Days that are paid together, half-open, and the day on which they are paid."""

    starts_on: date
    ends_on: date
    pay_on: date

    @property
    def days(self) -> int:
        """How many days are paid."""
        return (self.ends_on - self.starts_on).days


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreed statement says: pence a week, and from when; its number says which wins."""

    number: int
    starts_on: date
    total_pence: int
    contribution_pence: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """
    All that decides what is due to a budget.

    :ivar terms: the agreed statements, in any order
    :ivar pays_from: the first day that the council pays for
    :ivar ends_on: the last day that it pays for, where there is one
    :ivar pauses: days for which nothing is due; they may overlap
    """

    terms: tuple[Terms, ...]
    mode: ContributionMode
    pays_from: date
    ends_on: date | None = None
    pauses: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """The days that the council pays for, half-open."""
        after = None if self.ends_on is None else self.ends_on + timedelta(days=1)
        return Span(self.pays_from, after)


@dataclass(frozen=True, slots=True)
class Segment:
    """
    Days on which one statement is in force and nothing is paused; without an end, for ever.

    :ivar anchor_on: from where the pennies of a week are counted
    """

    terms: Terms
    starts_on: date
    ends_on: date | None
    anchor_on: date


@dataclass(frozen=True, slots=True)
class DueLine:
    """What is due for days, half-open, under one statement."""

    number: int
    starts_on: date
    ends_on: date
    days: int
    total_pence: int
    contribution_pence: int

    @property
    def share_pence(self) -> int:
        """The council's share: the total without the person's contribution."""
        return self.total_pence - self.contribution_pence

    def pence(self, mode: ContributionMode) -> int:
        """What the council pays out: its share if the person adds theirs, otherwise the total."""
        return self.share_pence if mode == ContributionMode.NET else self.total_pence


class Due(NamedTuple):
    """What is due for one period; paused days make it less, or nothing."""

    period: Period
    lines: list[DueLine]
    pence: int
