"""What of a holder's money is spoken for, and what is left above it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class RingFenceKind(StrEnum):
    """Why money in hand is owed already and is nobody's surplus."""

    HOLIDAY = "holiday"
    TAX = "tax"
    NOTICE = "notice"
    REDUNDANCY = "redundancy"
    BOOKING = "booking"
    WAGES = "wages"


RING_FENCE_WORDS: Final = {
    RingFenceKind.HOLIDAY: "Holiday pay that is owed",
    RingFenceKind.TAX: "Tax and National Insurance due",
    RingFenceKind.NOTICE: "Notice pay",
    RingFenceKind.REDUNDANCY: "Redundancy pay",
    RingFenceKind.BOOKING: "Bookings that are agreed",
    RingFenceKind.WAGES: "Wages that are earned and not yet paid",
}


@dataclass(frozen=True)
class Figure:
    """One number of a sum that a person can follow: what it is, and pence to add or take off."""

    words: str
    pence: int


@dataclass(frozen=True)
class Surplus:
    """
    What is left above all that is spoken for, with every figure it was worked out from.

    :ivar ring_fenced: the pence of each kind, in the order of the kinds
    :ivar surplus_pence: never below nothing
    """

    left_pence: int
    instalment_just_paid_pence: int
    ring_fenced: tuple[tuple[RingFenceKind, int], ...]
    weekly_pence: int
    contingency_weeks: int
    contingency_pence: int
    surplus_pence: int

    @property
    def ring_fenced_pence(self) -> int:
        """All that is owed already."""
        return sum(pence for _, pence in self.ring_fenced)

    @property
    def spoken_for_pence(self) -> int:
        """What nobody may ask back: the instalment just paid, what is owed, the contingency."""
        return self.instalment_just_paid_pence + self.ring_fenced_pence + self.contingency_pence

    def figures(self) -> Iterator[Figure]:
        """The sum line by line, as it stands in a letter; what lowers it is negative."""
        yield Figure("What is left", self.left_pence)
        yield Figure("The payment that has just come", -self.instalment_just_paid_pence)
        for kind, pence in self.ring_fenced:
            yield Figure(RING_FENCE_WORDS[kind], -pence)
        weeks = f"{self.contingency_weeks} weeks, to keep in hand"
        yield Figure(weeks, -self.contingency_pence)
