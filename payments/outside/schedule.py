"""
What recurs: a job falls due once a day in London, or each so many minutes, and each such time is
a slot taken once.

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
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
A_DAY: Final = timedelta(days=1)
A_MINUTE: Final = timedelta(minutes=1)
SLOTS_KEPT: Final = timedelta(days=14)
CLOCKS_CHANGE: Final = (time(1), time(2))
"""Between these a London time may come twice or not at all, so nothing falls due there."""


@dataclass(frozen=True)
class Job:
    """
    Something to be done again and again.

    :ivar when: a time of day by the clock in London; or how much time lies between two times, in
        whole minutes that divide a day, counted in UTC, which no clock change moves
    :ivar run: the verb; for each book with `book_id` and `now`, else with `now` alone. It does
        what is due by now, so a time that was missed is made good by the next, and says how many
        it did: it is asked again until there are none
    :ivar one_moment: what it reads is of one moment, though others write meanwhile
    """

    name: str
    when: time | timedelta
    run: Callable[..., int]
    in_each_book: bool = True
    one_moment: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.when, time):
            if CLOCKS_CHANGE[0] <= self.when < CLOCKS_CHANGE[1]:
                raise ValueError(f"{self.name} would be missed or done twice: the clocks change.")
        elif self.when < A_MINUTE or self.when % A_MINUTE or A_DAY % self.when:
            raise ValueError(f"{self.name} needs whole minutes that divide a day.")

    def last_due(self, now: datetime) -> datetime:
        """The latest time at which it fell due, in UTC."""
        if isinstance(self.when, timedelta):
            return EPOCH + (now - EPOCH) // self.when * self.when
        today = now.astimezone(LONDON).date()
        due = datetime.combine(today, self.when, tzinfo=LONDON)
        if due > now:
            due = datetime.combine(today - A_DAY, self.when, tzinfo=LONDON)
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


def forget_slots(*, now: datetime) -> int:
    """Delete slots of a fortnight ago, whose times can't come again; returns how many."""
    return ScheduleSlot.objects.filter(due_at__lt=now - SLOTS_KEPT).delete()[0]
