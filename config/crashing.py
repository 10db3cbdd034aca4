"""Workers that are killed: real processes, started again as they die, and what they cost."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection, connections
from django.test import override_settings

from config.proving import onlooker

MANAGE: Final = (str(settings.BASE_DIR / "manage.py"),)
"""The program of an honest worker, as Python is told it."""

KILLED: Final = -signal.SIGKILL
WELL: Final = (0, -signal.SIGTERM)
"""How a worker may end that was told to: in good order, or before it had begun."""

LONGEST_STEP: Final = 600.0
"""Seconds in which a worker that is told to stop ends what it has in hand, on a busy machine."""

LAST_WORDS: Final = 2_000


def database_url() -> str:
    """How another process finds the database that is open now."""
    name = connection.settings_dict["NAME"]
    return urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}"))


@dataclass
class Worker:
    """One `manage.py work`: its process, its name at the database, the point at which it dies."""

    name: str
    process: "subprocess.Popen[bytes]"
    words: Path
    fail_point: str = ""


@dataclass
class Crew:
    """
    So many workers at once on the database that is open, each replaced when it dies.

    :ivar bank: the address of the practice bank
    :ivar program: what Python is told to run instead of `manage.py`
    :ivar fail_points: at each of these one worker kills itself, in this order
    :ivar strange: how workers ended whom nobody killed, with their last words
    """

    bank: str
    size: int
    program: Sequence[str] = MANAGE
    fail_points: list[str] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    deaths: Counter[str] = field(default_factory=Counter)
    strange: list[str] = field(default_factory=list)
    started: int = 0
    peak_kib: int = 0

    def __enter__(self) -> Self:
        """Hire nobody yet: `tend` does."""
        self._folder = TemporaryDirectory(prefix="crew-")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Nobody outlives the proof."""
        for worker in self.workers:
            worker.process.kill()
            worker.process.wait()
        self._folder.cleanup()

    def tend(self) -> None:
        """Look after everybody once: note who died, hire anew, measure."""
        for worker in list(self.workers):
            if worker.process.poll() is not None:
                self._bury(worker)
            else:
                self.peak_kib = max(self.peak_kib, peak_kib(worker.process.pid))
        while len(self.workers) < self.size:
            self.workers.append(self._hire())

    def kill(self, among: Sequence[Worker], chance: Random) -> None:
        """Kill one of these, as it is; where it was to die, another will."""
        worker = chance.choice(list(among))
        self.peak_kib = max(self.peak_kib, peak_kib(worker.process.pid))
        worker.process.kill()
        worker.process.wait()
        self.workers.remove(worker)
        self.fail_points += [worker.fail_point] if worker.fail_point else []
        self.deaths["killed"] += 1

    def at_work(self) -> list[Worker]:
        """Those who have reached the database, and wait for no death of their own."""
        with onlooker("postgres") as server:
            found = server.execute("SELECT application_name FROM pg_stat_activity").fetchall()
        there = {name for (name,) in found}
        return [one for one in self.workers if one.name in there and not one.fail_point]

    def dismiss(self) -> None:
        """Tell everybody to finish what is in hand, and wait for it."""
        for worker in self.workers:
            worker.process.terminate()
        for worker in self.workers:
            if worker.process.wait(timeout=LONGEST_STEP) not in WELL:
                self._wonder_at(worker)
        self.workers.clear()

    def _hire(self) -> Worker:
        self.started += 1
        name = f"worker {self.started}"
        words = Path(self._folder.name) / name
        fail_point = self._next_fail_point()
        told = {
            "DATABASE_URL": database_url(),
            "PRACTICE_BANK_URL": self.bank,
            "FIELD_KEYS": ",".join(settings.FIELD_KEYS),
            "SECRET_KEY": settings.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PGAPPNAME": name,
            "PGOPTIONS": connection.settings_dict["OPTIONS"].get("options", ""),
            "FAIL_POINT": fail_point,
        }
        with words.open("wb") as file:
            process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, *self.program, "work", "--interval", "0.2"],
                cwd=settings.BASE_DIR,
                env=os.environ | told,
                stdout=file,
                stderr=file,
            )
        return Worker(name, process, words, fail_point)

    def _next_fail_point(self) -> str:
        """Where the next one dies; somebody must be left who lives until killed."""
        doomed = sum(bool(one.fail_point) for one in self.workers)
        return self.fail_points.pop(0) if self.fail_points and doomed < self.size - 1 else ""

    def _bury(self, worker: Worker) -> None:
        self.workers.remove(worker)
        if worker.process.returncode == KILLED and worker.fail_point:
            self.deaths[worker.fail_point] += 1
        else:
            self._wonder_at(worker)

    def _wonder_at(self, worker: Worker) -> None:
        said = worker.words.read_bytes()[-LAST_WORDS:].decode(errors="replace")
        self.strange.append(f"{worker.process.returncode}: {said}")


def die_at(point: str, do: Callable[[], object]) -> None:
    """
    Have somebody do this in a process of their own, and die at a point on the way.

    :raises RuntimeError: they did not
    """
    connections.close_all()

    def doing() -> None:
        with override_settings(FAIL_POINT=f"{point}:1"):
            do()

    somebody = multiprocessing.get_context("fork").Process(target=doing)
    somebody.start()
    somebody.join()
    if somebody.exitcode != KILLED:
        raise RuntimeError(f"Nobody died at {point}: {somebody.exitcode}.")


def peak_kib(pid: int) -> int:
    """The most memory that a process has had, where the system says so; else nothing."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
