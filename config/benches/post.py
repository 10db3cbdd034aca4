"""
Single postings a second, each a transaction of its own that is on disk when it returns.

A hot account is one that everybody posts to at once; otherwise each client has accounts of its
own. Row security is on. Goal: twice what django-hordak's `transfer_to` does in the same database
in turn with us, with one client.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from django.db import connection

from config.benching import Measured, in_turn, pgbench, prepare_pgbench, rate
from config.proving import QUICK, as_application, scratch_database
from ledgers import services as ledgers
from ledgers.doors import acting_for
from ledgers.selectors import find_discrepancies, get_shared
from ledgers.values import SCHEDULER, About, AccountKind, Posting, TransferKind, Viewer

CLIENTS = 8
SECONDS = 1.5
TIMES_HORDAK: Final = 2
TOLD: Final = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
Sides = tuple[UUID, UUID]


def run(seed: int) -> Measured:  # noqa: ARG001  nothing here is left to chance
    """Post as fast as it goes, with one client and with eight, on a hot account and on others."""
    with scratch_database():
        book_id, sides = open_accounts()
        prepare_pgbench()
        _hordak("prepare")
        with as_application():
            figures = in_turn(_measures(book_id, sides), rounds=1 if QUICK.get() else 5)
        wrong = len(list(find_discrepancies()))
    hordak = figures["hordak_one"]
    times = round(figures["one_client"] / hordak, 2) if hordak else None
    line = (
        f"{figures['one_client']} postings/s with one client, {times} times django-hordak's "
        f"{hordak}; {figures['eight_hot']} with eight on one account, {figures['eight_apart']} "
        f"apart; pgbench {figures['pgbench_one']} and {figures['pgbench_eight']}; "
        f"{wrong} balances wrong"
    )
    holds = not wrong and times is not None and times >= TIMES_HORDAK
    return Measured(holds, line, figures | {"times_hordak": times, "wrong": wrong})


def _measures(book_id: UUID, sides: list[Sides]) -> dict[str, Callable[[], float | None]]:
    hot, apart = post(book_id, sides[:1]), post(book_id, sides)
    return {
        "one_client": lambda: rate(hot, clients=1, seconds=SECONDS),
        "hordak_one": lambda: _hordak(str(SECONDS)),
        "pgbench_one": lambda: pgbench(clients=1, seconds=SECONDS),
        "eight_hot": lambda: rate(hot, clients=CLIENTS, seconds=SECONDS),
        "eight_apart": lambda: rate(apart, clients=CLIENTS, seconds=SECONDS),
        "pgbench_eight": lambda: pgbench(clients=CLIENTS, seconds=SECONDS),
    }


def _hordak(what: str) -> float | None:
    """What a project of django-hordak's says, in a process of its own; nothing if it is missing."""
    if find_spec("hordak") is None:
        return None
    told = {name: connection.settings_dict[name] for name in TOLD}
    ran = subprocess.run(  # noqa: S603  this same Python
        [sys.executable, "-m", "config.hordak_peer", what],
        env=os.environ | {"PEER_DATABASE": json.dumps(told)},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(ran.stdout or 0)


def open_accounts() -> tuple[UUID, list[Sides]]:
    """A book, and for each client two accounts; the first pair are those of a whole council."""
    now = datetime.now(UTC)
    book = ledgers.open_book(now=now)
    funding = get_shared(book.id, AccountKind.COUNCIL_FUNDING)
    sides = []
    for number in range(CLIENTS):
        pot = ledgers.open_account(book_id=book.id, kind=AccountKind.POT, now=now)
        other = ledgers.open_account(book_id=book.id, kind=AccountKind.POT, now=now)
        ledgers.post(_posting(book.id, (funding.id, pot.id), 1_000_000_000))
        sides.append((funding.id, pot.id) if number == 0 else (pot.id, other.id))
    return book.id, sides


def post(book_id: UUID, sides: list[Sides]) -> Callable[[int], None]:
    """Post one penny between the accounts that are a client's."""
    viewer = Viewer(SCHEDULER, book_id, frozenset(), datetime.now(UTC))

    def one(client: int) -> None:
        with acting_for(viewer):
            ledgers.post(_posting(book_id, sides[client % len(sides)], 1))

    return one


def _posting(book_id: UUID, sides: Sides, pence: int) -> Posting:
    now = datetime.now(UTC)
    return Posting(
        book_id=book_id,
        debit_id=sides[0],
        credit_id=sides[1],
        pence=pence,
        key=uuid4(),
        kind=TransferKind.POT_FILLED,
        about=About("bench", uuid4()),
        posted_by=SCHEDULER,
        occurred_on=now.date(),
        posted_at=now,
    )
