"""
Money is never created or lost.

Thirty-two clients pay, hold, release, capture, refund and reverse at random over HTTP on 200
accounts, while a reader adds up all accounts in one snapshot five times a second. The control
has no trigger and no floors in its database: the till reads, adds in Python and saves.
"""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from typing import Any

from django.db import connection
from django.test import override_settings

from config.answering import Caller, forked_server
from config.proving import QUICK, Proof, as_application, scratch_database
from config.till import (
    BROKEN_VERBS,
    Book,
    BrokenTill,
    Till,
    Totals,
    add_up,
    guards_down,
    open_accounts,
    serving,
)
from ledgers.doors import acting_for
from ledgers.selectors import find_discrepancies, find_unbalanced

CLIENTS, ACCOUNTS, PROCESSES = 32, 200, 4
SECONDS, LEAST = 60, 5_000
QUICK_SECONDS, QUICK_LEAST = 10, 500
PATIENCE = 4
"""On a busy machine they go on until enough is done, so many times as long at most."""

EACH_PENCE, MOST_PENCE = 100_00, 30_00
READ_EVERY = 0.2
VERBS = {"pay": 8, "spend": 3, "refund": 6, "hold": 5, "release": 2, "capture": 3, "reverse": 3}
"""How often each is asked for, to one another."""


@dataclass
class Crowd:
    """What all clients share: what there is to act on, and what was answered."""

    port: int
    book: Book
    verbs: tuple[str, ...]
    least: int
    until: float
    latest: float
    holds: list[str] = field(default_factory=list)
    transfers: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)

    @property
    def goes_on(self) -> bool:
        """Whether it isn't time to go home yet."""
        now = monotonic()
        enough = self.answers[HTTPStatus.OK] >= self.least
        return now < self.until or (not enough and now < self.latest)


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Let the crowd in, add up meanwhile, and look again when all have gone."""
    seconds, least = (QUICK_SECONDS, QUICK_LEAST) if QUICK.get() else (SECONDS, LEAST)
    with ExitStack() as house:
        house.enter_context(scratch_database())
        book = open_accounts(ACCOUNTS, pence=EACH_PENCE)
        house.enter_context(guards_down() if control else as_application())
        till = serving(BrokenTill(book) if control else Till(book))
        house.enter_context(override_settings(ROOT_URLCONF=till, SECURE_SSL_REDIRECT=False))
        port = house.enter_context(forked_server(PROCESSES))
        start, verbs = monotonic(), BROKEN_VERBS if control else tuple(VERBS)
        until, latest = start + seconds, start + PATIENCE * seconds
        crowd = Crowd(port, book, verbs, least, until, latest)
        snapshots = let_in(crowd, seed)
        took = round(monotonic() - start)
        with acting_for(book.viewer, read_only=True):
            off = [*find_discrepancies(), *find_unbalanced()]
    return judge(crowd, snapshots, off, took)


def let_in(crowd: Crowd, seed: int) -> list[Totals]:
    """Let all clients act until it is time, and add up meanwhile and once more afterwards."""
    snapshots: list[Totals] = []
    gone = threading.Event()

    def read() -> None:
        due = monotonic()
        while not gone.wait(max(0.0, due - monotonic())):
            snapshots.append(add_up(crowd.book))
            due += READ_EVERY
        connection.close()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(lambda number: act(crowd, f"{seed} {number}"), range(CLIENTS)))
    finally:
        gone.set()
        reader.join()
    return [*snapshots, add_up(crowd.book)]


def act(crowd: Crowd, seed: str) -> None:
    """One client: ask for one thing after another, and remember what can be undone."""
    chance = random.Random(seed)  # noqa: S311  a proof must be repeatable
    caller = Caller(crowd.port)
    while crowd.goes_on:
        verb, body = choose(crowd, chance)
        status, said = caller.post(f"/till/{verb}", **body)
        crowd.answers[status] += 1
        if status == HTTPStatus.OK:
            crowd.holds += [said["Hold"]] if "Hold" in said else []
            crowd.transfers += [said["Transfer"]] if "Transfer" in said else []
    caller.close()


def choose(crowd: Crowd, chance: random.Random) -> tuple[str, dict[str, Any]]:
    """What is asked for, and about what: some accounts more often than others."""
    (verb,) = chance.choices(crowd.verbs, [VERBS[one] for one in crowd.verbs])
    pence = chance.randint(1, MOST_PENCE)
    if verb in ("release", "capture") and crowd.holds:
        hold = {"hold": chance.choice(crowd.holds)}
        return verb, hold if verb == "release" else hold | {"pence": pence}
    if verb == "reverse" and crowd.transfers:
        return verb, {"transfer": chance.choice(crowd.transfers)}
    account = min(chance.randrange(ACCOUNTS) for _ in range(2))
    verb = verb if verb in BROKEN_VERBS else "pay"
    return verb, {"account": str(crowd.book.accounts[account].id), "pence": pence}


def judge(crowd: Crowd, snapshots: list[Totals], off: list[Any], seconds: int) -> Proof:
    """What came of it."""
    done = crowd.answers[HTTPStatus.OK]
    refused = crowd.answers[HTTPStatus.UNPROCESSABLE_ENTITY]
    figures = {
        "seconds": seconds,
        "done": done,
        "refused": refused,
        "errors": crowd.answers.total() - done - refused,
        "snapshots": len(snapshots),
        "wrong_totals": sum(not one.are_right for one in snapshots) + len(off),
        "negatives": max(one.below_nothing for one in snapshots),
    }
    line = (
        f"{CLIENTS} clients, {seconds} s: {done:,} done, {refused:,} refused, "
        f"{figures['errors']} server errors; {len(snapshots)} snapshots: "
        f"{figures['wrong_totals']} wrong totals, {figures['negatives']} below nothing"
    )
    faults = figures["errors"] + figures["wrong_totals"] + figures["negatives"]
    return Proof(not faults and done >= crowd.least, line, figures)
