"""
A budget cannot be overspent.

A hundred purchases at once ask one account for more than it has, over HTTP; £10 each of £500
first, then fifty rounds of other sizes. Exactly what fits is granted, each time. The control
has no trigger and no floors in its database: the till reads, adds in Python and saves.
"""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus

from django.test import override_settings

from config.answering import Caller, forked_server
from config.proving import QUICK, Proof, as_application, scratch_database
from config.till import (
    Book,
    BrokenTill,
    Till,
    add_up,
    guards_down,
    open_accounts,
    posting,
    serving,
)
from ledgers import services as ledgers
from ledgers.doors import acting_for
from ledgers.models import Account
from ledgers.values import AccountKind

PURCHASES, PROCESSES = 100, 4
ROUNDS, QUICK_ROUNDS = 50, 8
FIRST = (500_00, 10_00)
VERBS = ("pay", "hold")


@dataclass(frozen=True)
class Round:
    """One account and what it was asked for by all at once."""

    has_pence: int
    each_pence: int
    granted: int
    errors: int
    left_pence: int

    @property
    def fits(self) -> int:
        """How many purchases there is money for."""
        return min(PURCHASES, self.has_pence // self.each_pence)

    @property
    def is_right(self) -> bool:
        """Whether exactly what fits was granted, and is gone."""
        left = self.has_pence - self.fits * self.each_pence
        return not self.errors and (self.granted, self.left_pence) == (self.fits, left)


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Ask in rounds, and count what was granted in each."""
    chance = random.Random(seed)  # noqa: S311  a proof must be repeatable
    others = QUICK_ROUNDS if QUICK.get() else ROUNDS
    sizes = [FIRST, *(size(chance) for _ in range(others))]
    with ExitStack() as house:
        house.enter_context(scratch_database())
        book = open_accounts(0, pence=0)
        accounts = [open_one(book, has) for has, _ in sizes]
        house.enter_context(guards_down() if control else as_application())
        till = serving(BrokenTill(book) if control else Till(book))
        house.enter_context(override_settings(ROOT_URLCONF=till, SECURE_SSL_REDIRECT=False))
        port = house.enter_context(forked_server(PROCESSES))
        with ThreadPoolExecutor(PURCHASES) as crowd:
            callers = [Caller(port) for _ in range(PURCHASES)]
            rounds = [
                ask_at_once(crowd, callers, book, account, sizes[number], VERBS[number % 2])
                for number, account in enumerate(accounts)
            ]
        totals = add_up(book)
    wrong = [one for one in rounds if not one.is_right]
    off = int(not totals.are_right) + totals.below_nothing
    line = (
        f"{PURCHASES} purchases at once: {rounds[0].granted} of £10 granted on £500; "
        f"{len(rounds)} rounds, {len(wrong)} not exactly what fits, "
        f"{sum(one.errors for one in rounds)} server errors, {off} totals off"
    )
    figures = {
        "rounds": len(rounds),
        "wrong": len(wrong),
        "granted": sum(one.granted for one in rounds),
        "fits": sum(one.fits for one in rounds),
        "totals_off": off,
    }
    return Proof(not wrong and not off, line, figures)


def size(chance: random.Random) -> tuple[int, int]:
    """What an account has and what each purchase asks for; a few times all fit, or none."""
    each = chance.randint(1, 200_00)
    return each * chance.randint(0, PURCHASES + 5) + chance.randint(0, each - 1), each


def open_one(book: Book, pence: int) -> Account:
    """A budget with so many pence."""
    kind = AccountKind.BUDGET
    account = ledgers.open_account(book_id=book.id, kind=kind, now=book.viewer.now)
    if pence:
        ledgers.post_fact(posting(book.id, book.funding.id, account.id, pence))
    return account


def ask_at_once(
    crowd: ThreadPoolExecutor,
    callers: list[Caller],
    book: Book,
    account: Account,
    sums: tuple[int, int],
    verb: str,
) -> Round:
    """A hundred ask for the same at the same moment."""
    has, each = sums
    together = threading.Barrier(len(callers))

    def ask(caller: Caller) -> int:
        together.wait(timeout=60)
        return caller.post(f"/till/{verb}", account=str(account.id), pence=each)[0]

    answers = Counter(crowd.map(ask, callers))
    granted, refused = answers[HTTPStatus.OK], answers[HTTPStatus.UNPROCESSABLE_ENTITY]
    with acting_for(book.viewer, read_only=True):
        account.refresh_from_db()
    errors = answers.total() - granted - refused
    return Round(has, each, granted, errors, account.available_pence)
