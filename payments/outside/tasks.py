"""The worker's door to what waits to go out."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task

from payments.outside.polling import make_calls
from payments.outside.selectors import in_turn
from payments.outside.sending import send_messages


def clock() -> datetime:
    """The time at the worker's door."""
    return timezone.now()  # noqa: TID251  here the domain is given it


def send_what_waits(*, clock: Callable[[], datetime]) -> int:
    """Make the calls and send the messages that are due, book by book; returns how many."""
    return sum(
        make_calls(viewer, clock=clock) + send_messages(viewer, clock=clock)
        for viewer in in_turn(clock)
    )


@task()
def poll() -> None:
    """Look at once, because somebody has just written something."""
    send_what_waits(clock=clock)


def wake() -> None:
    """
    Have the worker look after this transaction, once for all that is written in it.

    This only saves seconds. Should it be lost, the worker finds the rows in its next round.
    """
    if all(hook[1] is not _enqueue for hook in connection.run_on_commit):
        transaction.on_commit(_enqueue, robust=True)


def _enqueue() -> None:
    poll.enqueue()
