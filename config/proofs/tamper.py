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
from itertools import cycle
from time import perf_counter

from django.db import transaction

from config.proving import QUICK, Proof, scratch_database
from config.tampering import HOUR, IN_A_SEAL, Intruder, Life
from config.tampering import run as execute
from ledgers import selectors
from ledgers.models import Book
from ledgers.rules.roots import KeptRoot, kept_root

PLACES, PLACES_QUICK = 200, 40
SEALS = 12


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
