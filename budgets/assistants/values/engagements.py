"""What a holder and a personal assistant agree: how they are tied, for what work is paid what."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class ShiftKind(StrEnum):
    """What kind of work a shift was."""

    STANDARD = "standard"
    WAKING_NIGHT = "waking_night"
    SLEEP_IN = "sleep_in"
    TRAINING = "training"
    TRAVEL = "travel"


class RateKind(StrEnum):
    """
    What a rate is paid for: an hour of a kind of work, but for three.

    A sleep-in is a flat sum a night; its minutes awake for work are paid by the hour on top, by
    the standard rate where none is agreed for them. Mileage is a mile in the assistant's own car.
    """

    STANDARD = "standard"
    WAKING_NIGHT = "waking_night"
    SLEEP_IN = "sleep_in"
    SLEEP_IN_WOKEN = "sleep_in_woken"
    TRAINING = "training"
    TRAVEL = "travel"
    MILEAGE = "mileage"


class Relation(StrEnum):
    """How a personal assistant is tied to the person whom they help."""

    NONE = "none"
    FAMILY = "family"
    HOUSEHOLD_FAMILY = "household_family"


class HouseholdReason(StrEnum):
    """
    Why the council agreed that family in the household is paid for care.

    It has to be satisfied that this is necessary to meet the needs (Care and Support (Direct
    Payments) Regulations 2014 reg. 3(2)).
    """

    LIMITED_CHOICE = "limited_choice"
    COMMUNICATION = "communication"
    TIMES = "times"
    INTIMACY = "intimacy"
    RELIGION_OR_CULTURE = "religion_or_culture"
    END_OF_LIFE = "end_of_life"
    EMERGENCY = "emergency"
    OTHER = "other"


class HolidayMethod(StrEnum):
    """How holiday is earned: 12.07 % of the hours worked, or weeks of the agreed week."""

    ACCRUED = "accrued"
    WEEKS = "weeks"


class StartStep(StrEnum):
    """What a new employer does before somebody starts. It helps; nothing waits for it."""

    WRITTEN_STATEMENT = "written_statement"
    RIGHT_TO_WORK = "right_to_work"
    INSURANCE = "insurance"
    PAYROLL = "payroll"
    PENSION = "pension"


START_WORDS: Final = {
    StartStep.WRITTEN_STATEMENT: "A written statement of the job, on or before the first day",
    StartStep.RIGHT_TO_WORK: "You have seen that they may work in the UK",
    StartStep.INSURANCE: "Employers' liability insurance, from the first day",
    StartStep.PAYROLL: "HMRC or a payroll service knows you as an employer",
    StartStep.PENSION: "You know whether they must be in a pension",
}
"""What each step of the list means, to stand alone."""

KIND_WORDS: Final = {
    ShiftKind.STANDARD: "ordinary hours",
    ShiftKind.WAKING_NIGHT: "a waking night",
    ShiftKind.SLEEP_IN: "a sleep-in",
    ShiftKind.TRAINING: "training",
    ShiftKind.TRAVEL: "travel for work",
}
"""What kind of work a shift was, to stand within a sentence."""


@dataclass(frozen=True, kw_only=True)
class HouseholdAgreement:
    """The council's agreement that family in the household is paid: who says so is kept with it."""

    reason: HouseholdReason
    words: str
    agreed_on: date


@dataclass(frozen=True, kw_only=True)
class NewAssistant:
    """A personal assistant whom the council does not know yet."""

    full_name: str
    born_on: date | None = None
    email: str = ""
    phone: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class NewEngagement:
    """
    What a holder and a personal assistant agreed.

    :ivar rates: pence for each kind of work, from the first day on
    :ivar weekly_minutes: what is agreed for a week; nothing where hours differ each week
    :ivar leave_year_from: a day on which the year of holiday begins; the first day, when left out
    """

    relation: Relation
    starts_on: date
    rates: dict[RateKind, int]
    weekly_minutes: int = 0
    pattern: str = ""
    ends_on: date | None = None
    is_self_employed: bool = False
    opted_out_of_48_hours: bool = False
    leave_year_from: date | None = None
    holiday_method: HolidayMethod = HolidayMethod.ACCRUED
    household: HouseholdAgreement | None = None
    reference: str = ""
