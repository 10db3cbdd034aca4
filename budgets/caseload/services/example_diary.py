"""The example's diary: whatever happens is done in the order of time, and nothing after now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count

from payments.payouts.values import LONDON, bank_day_before, london_day

Act = Callable[[datetime], object]


@dataclass
class Diary:
    """
    What is to be done and when; whoever does something may note more.

    :ivar until: now
    """

    until: datetime
    _entries: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def today(self) -> date:
        """The day that it is now."""
        return london_day(self.until)

    def note(self, at: datetime, act: Act) -> None:
        """Note something; what is noted for the same time is done in the order of noting."""
        heappush(self._entries, (at, next(self._numbers), act))

    def live(self) -> None:
        """Do all that has its time by now; the rest has not happened."""
        while self._entries and self._entries[0][0] <= self.until:
            at, _, act = heappop(self._entries)
            act(at)

    def ago(self, days: int, hour: int = 10) -> datetime:
        """An hour of the working day that was so many days ago, or the working day before."""
        return at_work(self.today - timedelta(days=days), hour)


def at_work(day: date, hour: int = 10) -> datetime:
    """An hour of a day, or of the working day before it, in England."""
    return at_hour(bank_day_before(day, 0), hour)


def at_hour(day: date, hour: int) -> datetime:
    """An hour of a day in England, as an instant."""
    return datetime.combine(day, time(hour), LONDON).astimezone(UTC)
