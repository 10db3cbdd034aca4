"""
What recurs: a job falls due once a day in London, and each such time is a slot taken once.

The slot and the tasks that will do its work are written in one transaction, so whoever asks
first takes it, nobody takes it again, and nothing is taken that will not be done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

from payments.outside.models import ScheduleSlot

LONDON: Final = ZoneInfo("Europe/London")
CLOCKS_CHANGE: Final = (time(1), time(2))
"""Between these a London time may come twice or not at all, so nothing falls due there."""


@dataclass(frozen=True)
class Job:
    """
    Something to be done each day.

    :ivar at: when, by the clock in London
    :ivar run: the verb; for each book with `book_id` and `now`, else with `now` alone. It does
        all that is due by now, so a day that was missed is made good by the next
    """

    name: str
    at: time
    run: Callable[..., object]
    in_each_book: bool = True

    def __post_init__(self) -> None:
        if CLOCKS_CHANGE[0] <= self.at < CLOCKS_CHANGE[1]:
            raise ValueError(f"{self.name} would be missed or done twice when the clocks change.")

    def last_due(self, now: datetime) -> datetime:
        """The latest time at which it fell due, in UTC."""
        today = now.astimezone(LONDON).date()
        due = datetime.combine(today, self.at, tzinfo=LONDON)
        if due > now:
            due = datetime.combine(today - timedelta(days=1), self.at, tzinfo=LONDON)
        return due.astimezone(UTC)


def take_due_slots(
    jobs: Sequence[Job], *, now: datetime, hand_over: Callable[[Job], None]
) -> list[Job]:
    """
    Take each job's latest slot if nobody has, and hand it over in the same transaction.

    Slots before it that nobody took are over: the job does what they would have done.
    """
    return [job for job in jobs if _take(job, now, hand_over)]


def _take(job: Job, now: datetime, hand_over: Callable[[Job], None]) -> bool:
    slot = {"job": job.name, "due_at": job.last_due(now)}
    if ScheduleSlot.objects.filter(**slot).exists():
        return False
    with transaction.atomic():
        _, is_mine = ScheduleSlot.objects.get_or_create(**slot, defaults={"taken_at": now})
        if is_mine:
            hand_over(job)
    return is_mine
