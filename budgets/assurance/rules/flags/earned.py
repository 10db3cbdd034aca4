"""What a personal assistant earned by agreed hours, at the least and at the most that is fair."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from budgets.assurance.values.flag_facts import EngagementFacts, LineFacts, ShiftFacts

LAGS: Final = sorted(range(-5, 16), key=abs)
"""Days from the last work to its pay; below nothing, it is paid before."""
USUAL_GAP: Final = 28
SCALE: Final = 10_000
NEAR: Final = 33


class Earned(NamedTuple):
    """
    What hours up to a day earned, in pence and minutes.

    :ivar least_minutes: breaks left out, and of sleep-ins only what they were woken for
    :ivar most_pence: breaks paid, and sleep-ins paid by the hour
    """

    least_minutes: int
    least_pence: int
    most_pence: int

    def minus(self, other: "Earned") -> "Earned":
        """What was earned since."""
        return Earned(*(one - two for one, two in zip(self, other, strict=True)))


NOTHING: Final = Earned(0, 0, 0)


class Window(NamedTuple):
    """What was paid on a day, for the hours of which days, and what those earned."""

    lines: tuple[LineFacts, ...]
    since: date
    until: date
    paid: int
    earned: Earned


@dataclass(slots=True)
class Hours:
    """All the hours of one assistant here, added up day by day."""

    days: list[date]
    sums: list[Earned]

    @classmethod
    def of(cls, shifts: Sequence[tuple[EngagementFacts, ShiftFacts]]) -> "Hours":
        """Add up shifts, which stand in order."""
        days, sums, so_far = list[date](), list[Earned](), NOTHING
        for engagement, shift in shifts:
            one = earned_by(engagement, shift)
            so_far = Earned(*(a + b for a, b in zip(so_far, one, strict=True)))
            days.append(shift.started_at.date())
            sums.append(so_far)
        return cls(days, sums)

    def up_to(self, day: date) -> Earned:
        """What was earned up to a day, that day counted."""
        place = bisect_right(self.days, day)
        return self.sums[place - 1] if place else NOTHING


def minutes_of(shift: ShiftFacts) -> int:
    """From its start to its end."""
    return int((shift.ended_at - shift.started_at).total_seconds()) // 60


def earned_by(engagement: EngagementFacts, shift: ShiftFacts) -> Earned:
    """What one shift earned: between its fewest and its most minutes, at the agreed rate."""
    most = minutes_of(shift)
    least = most - shift.break_minutes
    if shift.kind == "sleep_in":
        least = min(shift.woken_minutes, most)
    rate = engagement.rate_on(shift.started_at.date())
    return Earned(least, least * rate // 60, most * rate // 60)


def windows(lines: Sequence[LineFacts], hours: Hours) -> list[Window]:
    """Each pay with its hours, by the days between work and pay that fit best."""
    paid: dict[date, list[LineFacts]] = {}
    for line in lines:
        paid.setdefault(line.booked_on, []).append(line)
    days = sorted(paid)
    fits = (_with_lag(days, paid, hours, lag) for lag in LAGS)
    return min(fits, key=_misfit, default=[])


def _with_lag(
    days: list[date], paid: dict[date, list[LineFacts]], hours: Hours, lag: int
) -> list[Window]:
    found, back = list[Window](), timedelta(days=lag)
    gap = _usual_gap(days)
    since = days[0] - gap - back if days else date.min
    for day in days:
        until = day - back
        earned = hours.up_to(until).minus(hours.up_to(since))
        pence = -sum(line.pence for line in paid[day])
        found.append(Window(tuple(paid[day]), since, until, pence, earned))
        since = until
    return found


def _usual_gap(days: list[date]) -> timedelta:
    gaps = sorted(two - one for one, two in pairwise(days))
    return gaps[len(gaps) // 2] if gaps else timedelta(days=USUAL_GAP)


def _misfit(found: list[Window]) -> tuple[int, int]:
    """
    In how many pays hours and pence go different ways, and by how much.

    Paid well or badly all along is no misfit; a week of holiday is one, and not two.
    """
    usual = sorted(one.paid * SCALE // one.earned.most_pence for one in found if one.earned[2])
    ratio = usual[len(usual) // 2] if usual else SCALE
    off = [abs(one.paid * SCALE - one.earned.most_pence * ratio) for one in found]
    return sum(by * NEAR > one.paid * SCALE for by, one in zip(off, found, strict=True)), sum(off)
