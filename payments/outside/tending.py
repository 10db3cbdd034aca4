"""
Queued tasks that stumbled: put back after a wait, and after some tries left for a person.

Each of our tasks may be run again: rows own the state, a task only nudges.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from payments.outside.errors import NotGivenUp

Row = DBTaskResult[Any, Any]
SILENT_FOR: Final = timedelta(minutes=10)
"""A task says at least this often that its worker lives, or another takes it over."""
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
"""How long a failed task waits after its first try, its second, and so on."""
MOST_RUNS: Final = len(WAITS) + 1
DONE_KEPT: Final = timedelta(days=1)
FAILED_KEPT: Final = timedelta(days=14)
DIED: Final = "Its worker died in the middle, each time."


def hand_over_once(*, task: Task[..., Any], calls: Sequence[tuple[Any, ...]], now: datetime) -> int:
    """
    Queue a task once for each call, unless the same already waits; returns how many.

    What waits will do this one's work too, so no pile grows while nobody works. One that failed
    is tried again in its own row, so that a person finds one trouble and not one each minute.
    """
    rows = DBTaskResult.objects.filter(
        task_path=task.module_path, status__in=["READY", "FAILED"], return_value__isnull=True
    ).defer("traceback")
    same = {tuple(row.args_kwargs["args"]): row for row in rows.order_by("enqueued_at")}
    for call in calls:
        row = same.get(call)
        if row is None:
            task.enqueue(*call)
        elif row.status == "FAILED":
            _unchanged(row).update(
                status="READY", run_after=now, worker_ids=row.worker_ids[-MOST_RUNS:]
            )
    return len(calls)


def say_alive(*, task_id: UUID | str, now: datetime) -> None:
    """Note that the worker of a running task lives; between transactions of a long one."""
    DBTaskResult.objects.filter(pk=task_id, status="RUNNING").update(started_at=now)


def tend_tasks(*, now: datetime) -> int:
    """Put back tasks that a dead worker left, or that failed and have waited; returns how many."""
    left = DBTaskResult.objects.filter(status="RUNNING", started_at__lte=now - SILENT_FOR)
    failed = DBTaskResult.objects.filter(status="FAILED", finished_at__lte=now - WAITS[0])
    rows = [*left, *failed.filter(return_value__isnull=True).defer("traceback")]
    return sum(_put_back(row, now) for row in rows)


def _put_back(row: Row, now: datetime) -> int:
    tries = len(row.worker_ids)
    if row.status == "RUNNING" and tries >= MOST_RUNS:
        return _unchanged(row).update(status="FAILED", finished_at=now, traceback=DIED)
    if row.status == "FAILED" and not _has_waited(row, tries, now):
        return 0
    return _unchanged(row).update(status="READY", run_after=now)


def _has_waited(row: Row, tries: int, now: datetime) -> bool:
    if row.finished_at is None or tries >= MOST_RUNS:
        return False
    return bool(row.finished_at + WAITS[max(tries, 1) - 1] <= now)


def _unchanged(row: Row) -> QuerySet[Row]:
    return DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)


def list_stuck(book_id: UUID) -> QuerySet[Row]:
    """
    Tasks tried as often as we try by ourselves that still fail, the oldest first.

    Those of one book, and those of the whole house, which are of nobody.
    """
    tried = Q(**{f"worker_ids__{MOST_RUNS - 1}__isnull": False})
    mine = Q(args_kwargs__args__1=str(book_id)) | Q(args_kwargs__args__1__isnull=True)
    unfinished = DBTaskResult.objects.filter(
        tried, mine, status__in=["FAILED", "READY"], return_value__isnull=True
    )
    return unfinished.order_by("enqueued_at", "id")


def try_task_again(*, book_id: UUID, task_id: UUID, now: datetime) -> None:
    """
    Run a stuck task again, with all its tries before it.

    :raises NotGivenUp: it isn't stuck, or somebody was faster
    """
    stuck = list_stuck(book_id).filter(pk=task_id)
    if not stuck.update(status="READY", run_after=now, worker_ids=[]):
        raise NotGivenUp


def give_up_task(*, book_id: UUID, task_id: UUID, words: str, by: UUID) -> None:
    """
    Try a stuck task of this book no more; who said so and why stay with it.

    :raises NotGivenUp: it isn't stuck, is of the whole house, or somebody was faster
    """
    stuck = list_stuck(book_id).filter(pk=task_id, args_kwargs__args__1=str(book_id))
    given_up = {"given_up_by": str(by), "words": words}
    if not stuck.update(status="FAILED", return_value=given_up):
        raise NotGivenUp


def forget_tasks(*, now: datetime) -> int:
    """Delete what tasks left behind: done a day ago, failed a fortnight ago; returns how many."""
    done = Q(status="SUCCESSFUL", finished_at__lt=now - DONE_KEPT)
    failed = Q(status="FAILED", finished_at__lt=now - FAILED_KEPT)
    return DBTaskResult.objects.filter(done | failed).delete()[0]
