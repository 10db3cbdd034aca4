"""What benchmarks are made with: their result, clients that are processes, the machine's load."""

import multiprocessing
import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection, connections


@dataclass(frozen=True)
class Measured:
    """Whether a goal was met, the one line for people, and the figures for machines."""

    holds: bool
    line: str
    figures: dict[str, Any] = field(default_factory=dict)


def machine() -> dict[str, Any]:
    """What it was measured on, and how busy others kept it."""
    return {
        "cores": os.cpu_count(),
        "load_of_last_minute": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "system": platform.platform(),
        "postgresql": getattr(connection, "pg_version", None),
    }


def rate(do: Callable[[int], None], *, clients: int, seconds: float) -> float:
    """
    How often a second so many clients can do one thing, each a process with its own connection.

    :param do: told the number of the client
    """
    connections.close_all()
    context = multiprocessing.get_context("fork")
    together, counts = context.Barrier(clients), context.SimpleQueue()

    def one(number: int) -> None:
        connection.ensure_connection()
        do(number)
        together.wait(timeout=60)
        done, start = 0, perf_counter()
        while perf_counter() - start < seconds:
            do(number)
            done += 1
        counts.put(done / (perf_counter() - start))
        connection.close()

    processes = [context.Process(target=one, args=(number,)) for number in range(clients)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("A client of the benchmark failed; its words are above.")
    return float(sum(counts.get() for _ in processes))


def in_turn(measures: Mapping[str, Callable[[], float | None]], *, rounds: int) -> dict[str, Any]:
    """
    The median of each measure, taken in turn, so that a noisy neighbour disturbs all alike.

    What can't be measured here is `None`.
    """
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            value = measure()
            taken[name] += [] if value is None else [value]
    return {name: round(median(values)) if values else None for name, values in taken.items()}


def prepare_pgbench() -> bool:
    """Make the tables of PostgreSQL's own benchmark; false when it is not installed."""
    return _pgbench("-i", "-q") is not None


def pgbench(*, clients: int, seconds: float) -> float | None:
    """PostgreSQL's own benchmark (TPC-B, scale 1) in this database; nothing if it is missing."""
    said = _pgbench("-n", "-c", str(clients), "-j", "2", "-T", str(max(1, round(seconds))))
    lines = [line for line in (said or "").splitlines() if line.startswith("tps = ")]
    return float(lines[0].split()[2]) if lines else None


def _pgbench(*options: str) -> str | None:
    program = shutil.which("pgbench")
    if program is None:
        return None
    told = connection.get_connection_params()
    names = {"host": "-h", "port": "-p", "user": "-U"}
    where = [word for name, flag in names.items() if told.get(name) for word in (flag, told[name])]
    words = [program, *options, *map(str, where), str(told["dbname"])]
    environment = os.environ | {"PGPASSWORD": str(told.get("password") or "")}
    ran = subprocess.run(words, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
    return ran.stdout
