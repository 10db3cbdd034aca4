"""The worker's door to the daily jobs: one task for each job and book, each a door of its own."""

from datetime import datetime
from uuid import UUID

from django_tasks import task

from config.jobs import EACH_DAY
from ledgers.doors import acting_for
from ledgers.models import Book
from ledgers.values import SCHEDULER, Viewer
from payments.outside.schedule import Job, take_due_slots
from payments.outside.tasks import clock

MOST_ROUNDS = 1_000
"""How often a job is asked again; what is left then is done by tomorrow's."""


def hand_over_due(now: datetime) -> int:
    """Take the daily slots that are due and write their tasks; returns how many were taken."""
    return len(take_due_slots(EACH_DAY, now=now, hand_over=_hand_over))


def _hand_over(job: Job) -> None:
    if not job.in_each_book:
        run_job.enqueue(job.name)
        return
    for book_id in Book.objects.order_by("id").values_list("id", flat=True):
        run_job.enqueue(job.name, str(book_id))


@task()
def run_job(name: str, book_id: str | None = None) -> int:
    """Do one daily job, in one book or for the whole house; returns how many it did."""
    job = next(job for job in EACH_DAY if job.name == name)
    done = 0
    for _ in range(MOST_ROUNDS):
        some = _run(job, book_id, clock())
        done += some
        if not some:
            break
    return done


def _run(job: Job, book_id: str | None, now: datetime) -> int:
    if book_id is None:
        return job.run(now=now)
    viewer = Viewer(user_id=SCHEDULER, book_id=UUID(book_id), roles=frozenset(), now=now)
    with acting_for(viewer):
        return job.run(book_id=viewer.book_id, now=now)
