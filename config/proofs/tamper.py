"""
Tampering shows.

Somebody with the database's own powers, and its guards down, changes, removes, inserts and
reorders sealed transfers at places of chance, cuts off the tail, or rolls the books back and lets
life go on. Each second time every balance, hash, root and link is computed anew as well, so that
nothing inside gives it away. Then the books are verified against roots that were kept outside.
The control has no root outside.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import cycle
from time import perf_counter
from uuid import uuid4

from django.db import transaction

from config.proving import QUICK, Proof, scratch_database
from config.tampering import Intruder
from config.tampering import run as execute
from ledgers import selectors, services
from ledgers.models import Account, Book
from ledgers.rules.roots import KeptRoot, kept_root
from ledgers.values import SCHEDULER, About, AccountKind, Posting, TransferKind

PLACES, PLACES_QUICK = 200, 40
SEALS, IN_A_SEAL = 12, 30
START = datetime(2026, 11, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Life:
    """A book where money moves, and a seal is made each hour."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.now = chance, START
        self.book = services.open_book(now=START, rails=("bank_file",))
        kinds = [AccountKind.POT, AccountKind.BUDGET, AccountKind.BUDGET]
        self.places = [
            services.open_account(book_id=self.book.id, kind=kind, now=START) for kind in kinds
        ]
        self.funding = selectors.get_shared(self.book.id, AccountKind.COUNCIL_FUNDING)
        for account in self.places:
            self._move(self.funding, account, 10_000_00)

    def hour(self) -> None:
        """An hour's movements, some of them held first, and their seal."""
        self.now += HOUR
        for _ in range(IN_A_SEAL):
            one, other = self.chance.sample(self.places, 2)
            self._move(one, other, self.chance.randrange(1, 5_00))
        held = services.hold(
            account=self.places[0],
            pence=2_00,
            key=uuid4(),
            about=About("proof", self.book.id),
            by=SCHEDULER,
            now=self.now,
        )
        services.release(held=held, key=uuid4(), by=SCHEDULER, now=self.now, pence=1_00)
        services.seal_book(book_id=self.book.id, now=self.now, look_at_all=True)

    def _move(self, debit: Account, credit: Account, pence: int) -> None:
        services.post(
            Posting(
                book_id=self.book.id,
                debit_id=debit.id,
                credit_id=credit.id,
                pence=pence,
                key=uuid4(),
                kind=TransferKind.SPENT,
                about=About("proof", self.book.id),
                posted_by=SCHEDULER,
                occurred_on=self.now.date(),
                posted_at=self.now,
            )
        )


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Tamper at each place, verify, and undo it."""
    chance = random.Random(seed)  # noqa: S311  a proof must be repeatable
    places = PLACES_QUICK if QUICK.get() else PLACES
    with scratch_database():
        life = Life(chance)
        for _ in range(SEALS):
            life.hour()
        kept = [kept_root(one.facts, one.chain) for one in selectors.list_seals(life.book.id)]
        sound = not is_off(life.book, kept)
        execute("ALTER TABLE ledgers_account DROP CONSTRAINT ledgers_account_floor")
        known: list[KeptRoot] = [] if control else kept
        found: Counter[str] = Counter()
        tried: Counter[str] = Counter()
        started = perf_counter()
        for place, name in zip(range(places), cycle(ATTACKS), strict=False):
            tried[name] += 1
            found[name] += attack(life, name, known, anew=place // len(ATTACKS) % 2 == 1)
        seconds = perf_counter() - started
        sound = sound and not is_off(life.book, kept)
    line = (
        f"{found.total()} of {places} found ("
        + ", ".join(f"{name} {found[name]}/{tried[name]}" for name in ATTACKS)
        + f"), {'none' if control else len(kept)} roots outside, "
        f"{SEALS * IN_A_SEAL:,} transfers in {SEALS} seals, sound before and after: {sound}"
    )
    figures = {
        "places": places,
        "found": dict(found),
        "tried": dict(tried),
        "sound": sound,
        "seconds": round(seconds, 1),
    }
    return Proof(sound and found == tried, line, figures)


def attack(life: Life, name: str, kept: list[KeptRoot], *, anew: bool) -> bool:
    """Do one thing to the books with the guards down, say whether it shows, and undo it."""
    intruder = Intruder(life.book.id, life.chance)
    with transaction.atomic():
        execute("SET LOCAL session_replication_role = replica")
        ATTACKS[name](life, intruder)
        if anew:
            intruder.balance()
            intruder.seal_anew()
        shows = is_off(life.book, kept)
        transaction.set_rollback(True)
    return shows


def is_off(book: Book, kept: list[KeptRoot]) -> bool:
    """Whether anything is found when the books are verified."""
    for _ in selectors.find_discrepancies(book):
        return True
    return any(True for _ in selectors.find_broken(book.id, kept))


def roll_back(life: Life, intruder: Intruder) -> None:
    """Back to where the books were a day ago, whole and in order; then life goes on."""
    intruder.back_to(life.chance.randrange(1, SEALS))
    intruder.balance()
    execute("SET LOCAL session_replication_role = origin")
    before, life.now = life.now, life.now + HOUR
    life.hour()
    life.now = before
    execute("SET LOCAL session_replication_role = replica")


ATTACKS: dict[str, Callable[[Life, Intruder], None]] = {
    "change": lambda _, intruder: intruder.change(),
    "remove": lambda _, intruder: intruder.remove(),
    "insert": lambda _, intruder: intruder.insert(),
    "reorder": lambda _, intruder: intruder.reorder(),
    "cut the tail": lambda _, intruder: intruder.cut(),
    "roll back": roll_back,
}
