"""
Whether a book is what was sealed: every row, root and link computed again, and compared.

What changed inside the database shows by itself, unless whoever changed it computed all seals
anew. Against roots that are kept outside it shows even then, and so does a tail that was cut.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from ledgers.models import Seal, SealedRow
from ledgers.models.seals import MODELS
from ledgers.rules.canonical import NO_SEAL, Sealed, chain_of
from ledgers.rules.merkle import leaf_hash, root_of
from ledgers.rules.roots import KeptRoot, kept_root
from ledgers.selectors.seals import (
    LATE,
    Content,
    contents,
    find_last_seal,
    list_seals,
)
from ledgers.values import uuid7

MADE: Final = {
    Sealed.ACCOUNT: "opened_at",
    Sealed.HOLD: "held_at",
    Sealed.RELEASE: "released_at",
    Sealed.TRANSFER: "posted_at",
}
"""When each kind of row says that it was made."""


@dataclass(frozen=True, slots=True)
class Finding:
    """
    Something in a book that is not as it was sealed.

    :ivar seal: the number of the seal, where it is about one
    :ivar position: the place of the row, where it is about one
    :ivar words: what is wrong, to go after "seal 7, position 1042: "
    """

    book_id: UUID
    seal: int | None
    position: int | None
    words: str


def find_broken(book_id: UUID, kept: Iterable[KeptRoot] = ()) -> Iterator[Finding]:
    """
    Compute every seal of a book anew and yield what is off, oldest first.

    :param kept: roots from outside, of this book and others, in any order
    """
    mine = [root for root in kept if root.book_id == book_id]
    by_number = {root.number: root for root in mine}
    yield from _contradicting(book_id, mine, by_number)
    yield from _broken_seals(book_id, by_number)
    yield from _beyond(book_id, by_number)
    yield from _inserted(book_id)


def _contradicting(
    book_id: UUID, kept: list[KeptRoot], by_number: dict[int, KeptRoot]
) -> Iterator[Finding]:
    for root in kept:
        if by_number[root.number] != root:
            yield Finding(book_id, root.number, None, "two roots that were kept contradict")


def _broken_seals(book_id: UUID, kept: dict[int, KeptRoot]) -> Iterator[Finding]:
    rows = contents(book_id)
    waiting = next(rows, None)
    number, last, chain = 0, 0, NO_SEAL
    for seal in list_seals(book_id).iterator(chunk_size=2_000):
        if seal.number != number + 1 or seal.first != last + 1:
            words = f"the seal before it is not there: it follows number {number}, position {last}"
            yield Finding(book_id, seal.number, None, words)
        leaves: dict[int, bytes] = {}
        while waiting and waiting.position <= seal.last:
            leaves[waiting.position] = leaf_hash(waiting.bytes)
            yield from _changed(seal, waiting, leaves[waiting.position])
            waiting = next(rows, None)
        yield from _off(seal, leaves, chain, kept.get(seal.number))
        number, last, chain = seal.number, seal.last, seal.chain


def _changed(seal: Seal, row: Content, leaf: bytes) -> Iterator[Finding]:
    if row.position < seal.first:
        yield Finding(seal.book_id, seal.number, row.position, "no seal covers it")
    elif leaf != row.leaf:
        yield Finding(
            seal.book_id, seal.number, row.position, f"not what was sealed: {row.bytes.decode()}"
        )


def _off(
    seal: Seal, leaves: dict[int, bytes], before: str, kept: KeptRoot | None
) -> Iterator[Finding]:
    places = range(seal.first, seal.last + 1)
    for position in sorted(set(places) - leaves.keys()):
        yield Finding(seal.book_id, seal.number, position, "what stood there was removed")
    if root_of([leaves[at] for at in places if at in leaves]).hex() != seal.root:
        words = f"its root is not that of positions {seal.first} to {seal.last}"
        yield Finding(seal.book_id, seal.number, None, words)
    if chain_of(seal.facts, before) != seal.chain:
        yield Finding(seal.book_id, seal.number, None, "its chain does not follow from the last")
    if kept and kept != kept_root(seal.facts, seal.chain):
        yield Finding(seal.book_id, seal.number, None, _otherwise(seal, kept))


def _otherwise(seal: Seal, kept: KeptRoot) -> str:
    if kept.root != seal.root:
        return f"kept outside with root {kept.root}, here it has {seal.root}"
    if kept.chain != seal.chain:
        return f"kept outside with chain {kept.chain}, here it has {seal.chain}"
    return f"kept outside up to {kept.position} at {kept.sealed_at}, here it is not so"


def _beyond(book_id: UUID, kept: dict[int, KeptRoot]) -> Iterator[Finding]:
    """What is outside the seals that there are: places above them, and seals known outside only."""
    last = find_last_seal(book_id)
    top = last.last if last else 0
    loose = SealedRow.objects.filter(book_id=book_id, position__gt=top).order_by("position")
    for position in loose.values_list("position", flat=True)[:1]:
        yield Finding(book_id, None, position, "no seal covers it, nor what comes after")
    here = set(list_seals(book_id).values_list("number", flat=True)) if kept else set()
    for number in sorted(kept.keys() - here):
        words = f"kept outside up to position {kept[number].position}, and not here: it was cut off"
        yield Finding(book_id, number, None, words)


def _inserted(book_id: UUID) -> Iterator[Finding]:
    """Rows that no seal covers, though they are older than what the last one found."""
    last = find_last_seal(book_id)
    if last is None:
        return
    before = last.sealed_at - LATE
    for what, instant in MADE.items():
        older = Q(id__lt=uuid7(before.timestamp())) | Q(**{f"{instant}__lt": before})
        rows: QuerySet[Any] = QuerySet(MODELS[what]).filter(older, book_id=book_id, sealed=None)
        for found, at in rows.order_by("id").values_list("id", instant):
            words = f"{what} {found} of {at:%d %B %Y, %H:%M} is in no seal"
            yield Finding(book_id, None, None, words)
