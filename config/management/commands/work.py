"""The worker: recurring jobs, queued tasks, calls to rails, their answers, messages."""

import logging
import secrets
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import (
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from config.jobs import EACH_ROUND
from config.stopping import TOLD_TO_STOP
from config.tasks import hand_over_due
from payments.outside.tasks import clock

log = structlog.get_logger(__name__)

Task = DBTaskResult[Any, Any]
BLINK = 0.2
MOST_ROUNDS = 1_000
LONGEST_WAIT = 30.0
"""Seconds between tries to reach a database that is away."""


class Command(BaseCommand):
    """Run rounds until it is told to stop; what is in hand then is finished."""

    help = "Do what is due and what waits, round after round. Start as many as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Once or for ever, and how often to look."""
        parser.add_argument("--once", action="store_true", help="do all that is due, then stop")
        parser.add_argument("--interval", type=float, default=2.0, help="seconds between rounds")

    def handle(self, *, once: bool, interval: float, **_: Any) -> None:
        """Work until everything is done, or until SIGTERM or Ctrl-C."""
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        TOLD_TO_STOP.clear()
        self.tasks = new_worker()
        if once:
            self._work_until_quiet()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        lost = 0
        while not TOLD_TO_STOP.is_set():
            lost = 0 if self._round_or_lost() else lost + 1
            self._rest(wait_after(lost) if lost else interval)

    def _work_until_quiet(self) -> None:
        for _ in range(MOST_ROUNDS):
            if not self._round():
                break

    def _round_or_lost(self) -> bool:
        """
        One round; false when the database was lost, or refused it, in the middle.

        What was in hand is as if this worker had died: it falls due again by itself.
        """
        try:
            self._round()
        except (OperationalError, InterfaceError) as trouble:
            log.exception("database_trouble", trouble=str(trouble).strip())
            connection.close()
            return False
        return True

    def _round(self) -> int:
        """Do everything once, in an order in which one thing's work is the next one's."""
        if not connection.in_atomic_block:
            close_old_connections()
        done = hand_over_due(clock()) + self._run_tasks()
        for do in EACH_ROUND:
            if TOLD_TO_STOP.is_set():
                break
            done += do(clock=clock)
        return done

    def _run_tasks(self) -> int:
        done = 0
        while not TOLD_TO_STOP.is_set() and (task := self._claim()) is not None:
            self.tasks.run_task(task)
            done += 1
        return done

    def _claim(self) -> Task | None:
        ready = DBTaskResult.objects.ready()
        if not ready.exists():
            return None
        with transaction.atomic():
            task = ready.get_locked()
            if task is not None:
                task.claim(self.tasks.worker_id)
        return task

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not TOLD_TO_STOP.is_set() and time.monotonic() < until:
            time.sleep(min(BLINK, seconds))  # a signal only sets the flag, so look at it often

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        TOLD_TO_STOP.set()


def wait_after(lost: int) -> float:
    """Seconds until the next try, after the database was lost so many times in a row."""
    return min(2.0 ** min(lost - 1, 10), LONGEST_WAIT)


def new_worker() -> Worker:
    """Somebody who runs one task, and keeps what came of it."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=secrets.token_hex(16),
        excluded_queue_names=[],
    )
