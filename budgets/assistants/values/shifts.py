"""A shift as a phone sends it, what became of it, and what is to be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from budgets.assistants.values.engagements import ShiftKind

LONGEST_SHIFT: Final = timedelta(hours=24)
MINUTES_OF_DAY: Final = 24 * 60
MOST_MILES_TENTHS: Final = 9_999
LONGEST_NOTE: Final = 500
MOST_IN_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class NewShift:
    """
    Hours that somebody says they worked, under an id that their phone made.

    :ivar woken_minutes: of a sleep-in, how long they were awake for work
    :ivar miles_tenths: tenths of a mile in their own car
    :ivar logged_at: by the phone's clock, which may be wrong
    :ivar replaces: the shift that this one puts right
    """

    id: UUID
    engagement_id: UUID
    kind: ShiftKind
    started_at: datetime
    ended_at: datetime
    logged_at: datetime
    break_minutes: int = 0
    woken_minutes: int = 0
    miles_tenths: int = 0
    note: str = ""
    replaces: UUID | None = None


class Outcome(StrEnum):
    """What became of a shift that was sent; whichever it is, there is one answer for each."""

    TAKEN = "taken"
    ALREADY_THERE = "already_there"
    REPLACED = "replaced"
    REFUSED = "refused"


class WarningCode(StrEnum):
    """What may be wrong with a shift. A warning never keeps a shift from being kept."""

    OVERLAP = "overlap"
    OVERLAP_ELSEWHERE = "overlap_elsewhere"
    SHORT_REST = "short_rest"
    SHORT_REST_ELSEWHERE = "short_rest_elsewhere"
    LONG_WEEKS = "long_weeks"
    LONG_WEEKS_ELSEWHERE = "long_weeks_elsewhere"
    SHORT_BREAK = "short_break"
    NO_RATE = "no_rate"
    BELOW_MINIMUM_WAGE = "below_minimum_wage"
    ABOVE_AGREED_HOURS = "above_agreed_hours"
    MONEY_SHORT = "money_short"
    IN_HOSPITAL = "in_hospital"
    AFTER_END = "after_end"
    AFTER_DEATH = "after_death"


FOR_ASSISTANT_ALONE: Final = frozenset(
    {
        WarningCode.OVERLAP_ELSEWHERE,
        WarningCode.SHORT_REST_ELSEWHERE,
        WarningCode.LONG_WEEKS_ELSEWHERE,
    }
)
"""These would tell one employer about another."""

NOT_FOR_ASSISTANT: Final = frozenset({WarningCode.MONEY_SHORT})
"""These would tell the assistant what the person has left."""

NEEDS_A_PERSON: Final = frozenset(
    {
        WarningCode.OVERLAP,
        WarningCode.OVERLAP_ELSEWHERE,
        WarningCode.BELOW_MINIMUM_WAGE,
        WarningCode.IN_HOSPITAL,
        WarningCode.AFTER_END,
        WarningCode.AFTER_DEATH,
    }
)
"""With one of these a shift is never agreed, nor paid, but by somebody's decision."""


class WarnedAt(StrEnum):
    """When a check was made: it is made again when the hours are agreed."""

    SAVING = "saving"
    AGREEING = "agreeing"


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801  a warning of ours, and no Python warning
    """One thing to look at, as a code for machines and a sentence for people."""

    code: WarningCode
    words: str


@dataclass(frozen=True, slots=True)
class Logged:
    """
    What became of one shift that was sent.

    :ivar warnings: what is to be said to whoever sent it
    :ivar code: why it was refused, for machines; else empty
    :ivar words: the same for a person, with what to do
    """

    shift_id: UUID
    outcome: Outcome
    warnings: Sequence[Warning_] = ()
    code: str = ""
    words: str = ""


class AgreedHow(StrEnum):
    """
    Who agreed hours: a tap, the policy when nobody answered, or the old records.

    The council's own staff do it where whoever would has died, or can't sign in.
    """

    HOLDER = "holder"
    COUNCIL = "council"
    DEFAULT = "default"
    IMPORTED = "imported"


class AgreedOutcome(StrEnum):
    """What became of hours that somebody agreed."""

    AGREED = "agreed"
    ALREADY_AGREED = "already_agreed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Agreed:
    """
    What became of one shift that somebody agreed.

    :ivar outcome: `changed`, where it was corrected or taken back meanwhile: nothing was agreed
    :ivar warnings: what stood beside it when it was agreed
    """

    shift_id: UUID
    outcome: AgreedOutcome
    warnings: Sequence[Warning_] = ()


class Side(StrEnum):
    """Who says something in the talk about a shift."""

    HOLDER = "holder"
    ASSISTANT = "assistant"


class ShiftState(StrEnum):
    """Where hours are, as people see it; read from what happened, never stored."""

    WAITING = "waiting"
    QUESTIONED = "questioned"
    AGREED = "agreed"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
