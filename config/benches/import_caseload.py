"""
A council's files taken in: 10,000 budgets with their 10,000 people, on SQLite and on PostgreSQL.

Teams, staff, people with households, carers and addresses, budgets of every kind with opening
balances. Goal: 60 seconds on either, nothing refused, every penny on the books; brought again, all
rows are unchanged. On SQLite it is the command as somebody runs it, start and all.
"""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone

from budgets.caseload.services import import_files
from budgets.councils.services import open_council
from config.benching import Measured
from config.proving import QUICK, scratch_database
from ledgers.selectors import find_discrepancies, get_shared
from ledgers.values import SCHEDULER, AccountKind

BUDGETS, A_FEW = 10_000, 1_000
MOST_SECONDS = 60
TEAMS, STAFF = 10, 100
FIRST_DAY = date(2024, 4, 8)
Row = dict[str, object]


def run(seed: int) -> Measured:
    """Make the files once, and take them in on both engines."""
    count = A_FEW if QUICK.get() else BUDGETS
    files = make_files(count, Random(seed))  # noqa: S311  made-up budgets
    figures: dict[str, Any] = {
        "budgets": count,
        "rows": sum(data.count(b"\r\n") - 1 for data in files.values()),
        "postgresql": _on_postgresql(files),
        "sqlite": _on_sqlite(files),
    }
    return _judge(count, figures)


def _judge(count: int, figures: dict[str, Any]) -> Measured:
    engines = [figures[name] for name in ("postgresql", "sqlite")]
    holds = all(one["seconds"] <= MOST_SECONDS and not one["wrong"] for one in engines)
    line = (
        f"{count:,} budgets with their people, {figures['rows']:,} rows: "
        f"{engines[0]['seconds']:.0f} s on PostgreSQL, {engines[1]['seconds']:.0f} s on SQLite; "
        f"brought again {engines[0]['again']:.0f} s and {engines[1]['again']:.0f} s; "
        f"{sum(one['wrong'] for one in engines)} rows or balances wrong"
    )
    return Measured(holds, line, figures)


def _on_postgresql(files: Mapping[str, bytes]) -> dict[str, Any]:
    with scratch_database():
        now = timezone.now()  # noqa: TID251  a benchmark is a door
        book_id = open_council(code="bench", name="Bench", now=now).book_id
        taken = []
        for _ in range(2):
            start = perf_counter()
            streams: dict[str, BinaryIO] = {name: io.BytesIO(files[name]) for name in files}
            steps = import_files(book_id=book_id, sources=streams, by=SCHEDULER, now=now)
            counts = {step.file: step.counts for step in steps}
            taken.append((perf_counter() - start, counts))
        wrong = len(list(find_discrepancies())) + _wrong(taken)
        forward = get_shared(book_id, AccountKind.BROUGHT_FORWARD)
        wrong += forward.balance_pence != -_told_pence(files)
    return _figures(taken, wrong)


def _on_sqlite(files: Mapping[str, bytes]) -> dict[str, Any]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in files.items():
            (folder / file).write_bytes(data)
        url = f"sqlite:///{folder / 'bench.sqlite3'}"
        _manage(url, "migrate", "--verbosity", "0")
        _manage(url, "create_council", "bench", "--name", "Bench")
        taken = []
        for _ in range(2):
            start = perf_counter()
            said = _manage(url, "import_caseload", name, "--council", "bench", "--json")
            taken.append((perf_counter() - start, json.loads(said)))
        _manage(url, "verify_ledger")
    return _figures(taken, _wrong(taken))


def _manage(url: str, *words: str) -> str:
    """
    One of our commands on another database.

    :raises CalledProcessError: it left with another code than nought
    """
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]
    environment = os.environ | {"DATABASE_URL": url}
    ran = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603  our own
    return ran.stdout


def _wrong(taken: Sequence[tuple[float, Mapping[str, Mapping[str, int]]]]) -> int:
    """Rows that were not created the first time, or not left alone the second."""
    (_, first), (_, second) = taken
    return sum(of["read"] - of["created"] for of in first.values()) + sum(
        of["read"] - of["unchanged"] for of in second.values()
    )


def _told_pence(files: Mapping[str, bytes]) -> int:
    told = 0
    for name, column in (("teams.csv", "pot_opening_balance"), ("budgets.csv", "opening_balance")):
        rows = csv.DictReader(io.StringIO(files[name].decode(), newline=""))
        told += sum(int(row[column].replace(".", "") or 0) for row in rows)
    return told


def _figures(taken: list[tuple[float, Any]], wrong: int) -> dict[str, Any]:
    (seconds, _), (again, _) = taken
    return {"seconds": round(seconds, 1), "again": round(again, 1), "wrong": wrong}


def make_files(count: int, chance: Random) -> dict[str, bytes]:
    """A caseload of so many budgets, each with its person."""
    return {
        "teams.csv": _table(
            {"team_ref": f"T{n}", "name": f"Team {n}", "pot_opening_balance": "12000.00"}
            for n in range(TEAMS)
        ),
        "members.csv": _table(_members()),
        "people.csv": _table(_person(n, count) for n in range(count)),
        "budgets.csv": _table(_budget(n, chance) for n in range(count)),
    }


def _table(rows: Iterator[Row]) -> bytes:
    whole = list(rows)
    columns = list(dict.fromkeys(column for row in whole for column in row))
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(whole)
    return written.getvalue().encode()


def _members() -> Iterator[Row]:
    for n in range(STAFF):
        yield {
            "email": f"staff{n}@council.example",
            "full_name": f"Member {n}",
            "role": "practitioner" if n % 10 else "manager",
            "team_ref": f"T{n % TEAMS}",
            "grant_limit": "300.00",
            "person_year_limit": "600.00",
        }


def _person(n: int, count: int) -> Row:
    said: Row = {
        "person_ref": f"P{n:06}",
        "full_name": f"Person Number {n}",
        "kind": "carer" if n % 7 == 0 else "adult",
        "date_of_birth": date(1930 + n % 70, 1 + n % 12, 1 + n % 28),
        "team_ref": f"T{n % TEAMS}",
        "email": f"person{n}@home.example" if n % 4 else "",
    }
    if n % 3 == 0:
        said["household_ref"] = f"H{n // 2}"
    if n % 7 == 0:
        said["cares_for_ref"] = f"P{(n + 5) % count:06}"
    return said


def _budget(n: int, chance: Random) -> Row:
    starts_on = FIRST_DAY + timedelta(days=chance.randrange(900))
    said: Row = {
        "budget_ref": f"B{n:06}",
        "person_ref": f"P{n:06}",
        "kind": "direct_payment",
        "holder_kind": "person",
        "weekly_total": f"{chance.randrange(50_00, 900_00) / 100:.2f}",
        "contribution_mode": "none",
        "frequency": "four_weekly",
        "starts_on": starts_on,
        "purposes": "personal_assistance: Somebody to help me up; transport",
        "account_kind": "card" if n % 3 else "bank",
        "opening_balance": f"{chance.randrange(-90_00, 3_000_00) / 100:.2f}",
        "authorised_by_email": f"staff{n % STAFF}@council.example",
        "agreed_on": starts_on,
        "conditions_decided_on": starts_on if n % 4 else "",
        "first_paid_on": starts_on,
        "last_reviewed_on": "2026-06-01",
    }
    if n % 20 == 1:
        said |= {"holder_kind": "nominated_person", "holder_name": f"Nominee {n}"}
        said["holder_email"] = f"nominee{n}@home.example"
    return said
