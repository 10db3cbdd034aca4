"""The worker's door to what recurs: one task for each job and book, each a door of its own."""

from datetime import datetime
from uuid import UUID

from django_tasks import TaskContext, task

from config.jobs import JOBS
from config.stopping import TOLD_TO_STOP
from ledgers.doors import acting_for
from ledgers.models import Book
from ledgers.values import SCHEDULER, Viewer
from payments.outside.schedule import Job, take_due_slots
from payments.outside.tasks import clock
from payments.outside.tending import hand_over_once, say_alive

MOST_ROUNDS = 1_000
"""How often a job is asked again; what is left then is done by the next time's."""


def hand_over_due(now: datetime) -> int:
    """Take the slots that are due and queue their tasks; returns how many were taken."""
    return len(take_due_slots(JOBS, now=now, hand_over=lambda job: _hand_over(job, now)))


def _hand_over(job: Job, now: datetime) -> None:
    calls: list[tuple[str, ...]] = [(job.name,)]
    if job.in_each_book:
        books = Book.objects.order_by("id").values_list("id", flat=True)
        calls = [(job.name, str(book_id)) for book_id in books]
    hand_over_once(task=run_job, calls=calls, now=now)


@task(takes_context=True)
def run_job(context: TaskContext, name: str, book_id: str | None = None) -> int:
    """
    Do one job, in one book or for the whole house; returns how many it did.

    Told to stop in between, it leaves the rest to another worker.
    """
    job = next(job for job in JOBS if job.name == name)
    done = 0
    for _ in range(MOST_ROUNDS):
        some = _run(job, book_id, clock())
        done += some
        if not some:
            break
        if TOLD_TO_STOP.is_set():
            run_job.enqueue(*[name, *([book_id] if book_id else [])])
            break
        say_alive(task_id=context.task_result.id, now=clock())
    return done


def _run(job: Job, book_id: str | None, now: datetime) -> int:
    if book_id is None:
        return job.run(now=now)
    viewer = Viewer(user_id=SCHEDULER, book_id=UUID(book_id), roles=frozenset(), now=now)
    with acting_for(viewer, one_moment=job.one_moment):
        return job.run(book_id=viewer.book_id, now=now)
