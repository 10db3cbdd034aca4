"""
What recurs: a job falls due once a day in London, and each such time is a slot taken once.

The slot and the tasks that will do its work are written in one transaction, so whoever asks
first takes it, nobody takes it again, and nothing is taken that will not be done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from payments.outside.models import ScheduleSlot

LONDON: Final = ZoneInfo("Europe/London")
STUCK_AFTER: Final = timedelta(minutes=30)
AGAIN_AFTER: Final = timedelta(minutes=5)
FORGOTTEN_AFTER: Final = timedelta(days=14)
MOST_RUNS: Final = 3
CLOCKS_CHANGE: Final = (time(1), time(2))
"""Between these a London time may come twice or not at all, so nothing falls due there."""


@dataclass(frozen=True)
class Job:
    """
    Something to be done each day.

    :ivar at: when, by the clock in London
    :ivar run: the verb; for each book with `book_id` and `now`, else with `now` alone. It does
        what is due by now, so a day that was missed is made good by the next, and says how many
        it did: it is asked again until there are none
    """

    name: str
    at: time
    run: Callable[..., int]
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


def tend_tasks(*, now: datetime) -> int:
    """
    Put back tasks that a dead worker left running, or that failed, three runs at most.

    Each of our tasks may be run again: rows own the state, a task only nudges. Returns how many.
    """
    left = DBTaskResult.objects.filter(status="RUNNING", started_at__lte=now - STUCK_AFTER)
    failed = DBTaskResult.objects.filter(
        status="FAILED",
        finished_at__gt=now - timedelta(days=1),
        finished_at__lte=now - AGAIN_AFTER,
    )
    return sum(_put_back(task, now) for task in [*left, *failed])


def _put_back(task: DBTaskResult[Any, Any], now: datetime) -> int:
    same = DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at)
    if len(task.worker_ids) < MOST_RUNS:
        return same.update(status="READY", run_after=now)
    if task.status == "RUNNING":
        words = "Its worker died in the middle, each time."
        return same.update(status="FAILED", finished_at=now, traceback=words)
    return 0


def forget_tasks(*, now: datetime) -> int:
    """Delete what tasks left behind a fortnight ago; returns how many."""
    over = DBTaskResult.objects.filter(
        status__in=["SUCCESSFUL", "FAILED"], finished_at__lt=now - FORGOTTEN_AFTER
    )
    return over.delete()[0]
