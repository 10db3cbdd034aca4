"""Plain types of pay: what a line is for, what was worked, and sums with their words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID


class PayLineKind(StrEnum):
    """What one line of somebody's pay is for, in the order in which it is shown."""

    STANDARD = "standard"
    WAKING_NIGHT = "waking_night"
    SLEEP_IN = "sleep_in"
    SLEEP_IN_WOKEN = "sleep_in_woken"
    TRAINING = "training"
    TRAVEL = "travel"
    HOLIDAY = "holiday"
    SICK = "sick"
    TO_MINIMUM = "to_minimum"
    MILEAGE = "mileage"
    DIFFERENCE = "difference"


PAY_LINE_WORDS: Final = {
    PayLineKind.STANDARD: "Hours worked",
    PayLineKind.WAKING_NIGHT: "Waking nights",
    PayLineKind.SLEEP_IN: "Sleep-ins",
    PayLineKind.SLEEP_IN_WOKEN: "Woken at night",
    PayLineKind.TRAINING: "Training",
    PayLineKind.TRAVEL: "Travel",
    PayLineKind.HOLIDAY: "Holiday",
    PayLineKind.SICK: "Sick pay",
    PayLineKind.TO_MINIMUM: "Up to the minimum wage",
    PayLineKind.MILEAGE: "Miles in your own car",
    PayLineKind.DIFFERENCE: "Put right from before",
}
"""Each line as people call it."""


class PayWay(StrEnum):
    """
    From where wages, tax and pension are paid.

    Kept: money of the budget that stays with the council. Holder: from the holder's own bank
    account, by themselves. Instalment: kept back from what the budget is paid next.
    """

    KEPT = "kept"
    HOLDER = "holder"
    INSTALMENT = "instalment"


BY_THE_HOUR: Final = (
    PayLineKind.STANDARD,
    PayLineKind.WAKING_NIGHT,
    PayLineKind.SLEEP_IN_WOKEN,
    PayLineKind.TRAINING,
    PayLineKind.TRAVEL,
)
"""What is paid for its minutes."""

COUNTS_FOR_MINIMUM: Final = (*BY_THE_HOUR, PayLineKind.SLEEP_IN)
"""
What counts as pay for the minimum wage (National Minimum Wage Regulations 2015, Part 4).

A flat sum for a sleep-in is pay for the work of the period, though only woken minutes are time.
"""


@dataclass(frozen=True, slots=True)
class Worked:
    """
    What pay needs to know of one agreed shift.

    :ivar kind: standard, waking_night, sleep_in, training or travel
    :ivar day: the day in England on which it began
    :ivar minutes: worked, without unpaid breaks; of a sleep-in, the whole night
    :ivar miles_tenths: in the assistant's own car
    """

    shift_id: UUID
    kind: PayLineKind
    day: date
    minutes: int
    woken_minutes: int = 0
    miles_tenths: int = 0


@dataclass(frozen=True, slots=True)
class DatedRate:
    """Pence for a kind of work from a day on: an hour, a night of a sleep-in, or a mile."""

    kind: PayLineKind
    pence: int
    from_on: date


@dataclass(frozen=True, slots=True)
class PayLine:
    """
    One line of pay: its pence, and the arithmetic in words.

    :ivar minutes: what counts as time worked; none for a sleep-in's flat sum, or for miles
    """

    kind: PayLineKind
    pence: int
    words: str
    minutes: int = 0
    miles_tenths: int = 0
    rate_pence: int = 0
    shift_id: UUID | None = None
    undoes_id: UUID | None = None
    time_off_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """
    By how much pay is below the minimum wage, and the sums that show it.

    :ivar pence: what was paid that counts
    :ivar least_pence: what the law asks for the minutes
    """

    minutes: int
    pence: int
    least_pence: int
    rate_pence: int
    source: str

    @property
    def missing_pence(self) -> int:
        """What is to be added."""
        return self.least_pence - self.pence


@dataclass(frozen=True, slots=True)
class WeekPaid:
    """A week's pay, holiday and sickness left out: what an average is taken from."""

    starts_on: date
    minutes: int
    pence: int


@dataclass(frozen=True, slots=True)
class AverageWeek:
    """What somebody was paid in the weeks that count: all of them together, and how many."""

    weeks: int
    minutes: int
    pence: int


@dataclass(frozen=True, slots=True)
class Undone:
    """
    A shift that was paid and stands no more: it was corrected, or taken back.

    :ivar now: the shift that stands in its place; none where it was taken back
    :ivar pence: what was paid for it, with miles
    """

    paid_id: UUID
    day: date
    minutes: int
    pence: int
    now: Worked | None = None


@dataclass(frozen=True, slots=True)
class TimeOff:
    """Holiday that was taken: from which day on, and how many minutes of work fell into it."""

    id: UUID
    first_on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Sickness:
    """
    Days on which somebody would have worked and was ill, to be paid now.

    :ivar before: days of the same illness that came earlier
    :ivar earnings_pence: an average week's pay before it began
    """

    days: tuple[date, ...]
    days_a_week: int
    before: int
    earnings_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayFacts:
    """
    What decides how much holiday is earned and owed.

    :ivar yearly_minutes: a whole year's holiday of fixed hours; none where it is earned by hours
    :ivar begun_on: from when it is counted here
    :ivar minutes_before: worked and paid in earlier pays, and what was earned and taken in them
    """

    yearly_minutes: int | None
    leave_year_from: date
    begun_on: date
    minutes_before: int = 0
    earned_before: int = 0
    taken_before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PayFacts:
    """
    All that decides somebody's pay for a period, half-open.

    :ivar shifts: agreed and not yet paid, those of earlier periods too
    :ivar average: of the weeks before the period; none counted where nothing was paid
    :ivar leaves: whether their last day is in the period, so that holiday not taken is paid
    """

    starts_on: date
    ends_on: date
    born_on: date | None
    rates: tuple[DatedRate, ...]
    shifts: tuple[Worked, ...]
    holiday: HolidayFacts
    average: AverageWeek
    undone: tuple[Undone, ...] = ()
    time_off: tuple[TimeOff, ...] = ()
    sickness: Sickness | None = None
    leaves: bool = False
    allowance_left_pence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """
    Somebody's pay for a period, before it is kept.

    :ivar minutes: worked, by which holiday is earned; what was put right counts
    :ivar miles_pence: what of the gross is for miles, and is no pay
    :ivar owed_minutes: holiday earned and not taken, at the end of the period
    """

    lines: tuple[PayLine, ...]
    minutes: int
    gross_pence: int
    miles_pence: int
    earned_minutes: int
    owed_minutes: int
    owed_pence: int
    costs: "EmployerCosts"
    shortfall: Shortfall | None


@dataclass(frozen=True, slots=True)
class EmployerCosts:
    """What an employer pays beside wages for a period, as an estimate."""

    national_insurance_pence: int
    allowance_used_pence: int
    pension_pence: int

    @property
    def pence(self) -> int:
        """All of it."""
        return self.national_insurance_pence + self.pension_pence
