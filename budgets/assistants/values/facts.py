"""What the checks of a shift need to know, read for a whole batch at once."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from budgets.assistants.values.pay import DatedRate


class Stretch(NamedTuple):
    """A stretch of work of one assistant, for whomever."""

    started_at: datetime
    ended_at: datetime
    shift_id: UUID
    engagement_id: UUID


class Days(NamedTuple):
    """Days from a first to a last; without a last one they are not over."""

    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFacts:
    """
    What is known of one engagement.

    :ivar user_id: the assistant's own sign-in, if they have one
    :ivar employed_from: the first day of their earliest engagement that the council knows
    :ivar last_on: the last day that was agreed, by whichever end comes first
    :ivar away: when the person is in hospital
    :ivar left_pence: what the budget has left; None where nobody knows
    """

    engagement_id: UUID
    assistant_id: UUID
    user_id: UUID | None
    budget_id: UUID
    person_id: UUID
    starts_on: date
    employed_from: date
    last_on: date | None
    died_on: date | None
    born_on: date | None
    weekly_minutes: int
    opted_out: bool
    is_self_employed: bool
    rates: Sequence[DatedRate] = ()
    away: Sequence[Days] = ()
    left_pence: int | None = None


class Timeline:
    """All the stretches of one assistant, in order; neighbours are found without looking at all."""

    def __init__(self, stretches: Sequence[Stretch] = ()) -> None:
        self._sorted = sorted(stretches)

    def add(self, stretch: Stretch) -> None:
        """One more."""
        insort(self._sorted, stretch)

    def drop(self, shift_id: UUID) -> None:
        """One less: it was corrected."""
        self._sorted = [one for one in self._sorted if one.shift_id != shift_id]

    def between(self, since: datetime, until: datetime) -> Iterator[Stretch]:
        """Those that start in a time, the end left out."""
        start = bisect_left(self._sorted, (since,))
        for one in self._sorted[start:]:
            if one.started_at >= until:
                return
            yield one


@dataclass(slots=True)
class WeekSums:
    """
    Minutes of one assistant in a week, by engagement.

    :ivar worked: all but breaks: what counts for the working week
    :ivar hourly: what is paid by the hour: what counts for the agreed hours
    """

    worked: dict[tuple[UUID, date], int] = field(default_factory=dict)
    hourly: dict[tuple[UUID, date], int] = field(default_factory=dict)

    def add(self, engagement_id: UUID, monday: date, *, worked: int, hourly: int) -> None:
        """So many minutes more in a week, or fewer."""
        place = engagement_id, monday
        self.worked[place] = self.worked.get(place, 0) + worked
        self.hourly[place] = self.hourly.get(place, 0) + hourly
