"""Sealing: new rows of a book get their places, a root over them, and a link to what was before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from ledgers import selectors
from ledgers.models import Book, Seal, SealedRow
from ledgers.rules.canonical import NO_SEAL, Sealed, SealFacts, chain_of, content_of
from ledgers.rules.merkle import leaf_hash, root_of
from ledgers.selectors.seals import Unsealed
from ledgers.values import uuid7

MOST: Final = 10_000
"""A seal covers no more, so that sealing a year takes no more memory than sealing a minute."""

TYPES: Final = {"position": "bigint", "leaf": "bytea"}
COLUMNS: Final = ("id", "book_id", "position", "leaf", "seal_id", *(f"{w}_id" for w in Sealed))


def seal_book(*, book_id: UUID, now: datetime, look_at_all: bool = False) -> int:
    """
    Seal what is new in a book, 10,000 rows at most; returns how many. Ask again until none.

    One sealer at a time: who comes second waits, and seals what the first could not see yet.

    :param look_at_all: also find what was committed hours after it began (once a day)
    """
    with transaction.atomic():
        Book.objects.select_for_update(no_key=True).get(id=book_id)
        last = selectors.find_last_seal(book_id)
        since = None if look_at_all else selectors.waiting_since(last)
        rows = selectors.list_unsealed(book_id, most=MOST, since=since)
        if rows:
            first = last.last + 1 if last else 1
            leaves = [
                leaf_hash(content_of(row.what, place, row.values))
                for place, row in enumerate(rows, first)
            ]
            _place(rows, leaves, _seal(leaves, book_id, last, now))
    return len(rows)


def _seal(leaves: Sequence[bytes], book_id: UUID, last: Seal | None, now: datetime) -> Seal:
    facts = SealFacts(
        book_id=book_id,
        number=last.number + 1 if last else 1,
        first=last.last + 1 if last else 1,
        last=(last.last if last else 0) + len(leaves),
        root=root_of(leaves).hex(),
        sealed_at=now,
    )
    return Seal.objects.create(
        book_id=book_id,
        number=facts.number,
        first=facts.first,
        last=facts.last,
        root=facts.root,
        chain=chain_of(facts, last.chain if last else NO_SEAL),
        sealed_at=now,
    )


def _place(rows: Sequence[Unsealed], leaves: Sequence[bytes], seal: Seal) -> None:
    """One statement on PostgreSQL; on SQLite row by row, which is quick there."""
    placed = [
        (
            *(uuid7(), seal.book_id, seal.first + at, leaves[at], seal.id),
            *(row.id if row.what == what else None for what in Sealed),
        )
        for at, row in enumerate(rows)
    ]
    into = f"INSERT INTO {SealedRow._meta.db_table} ({', '.join(COLUMNS)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{TYPES.get(name, 'uuid')}[]" for name in COLUMNS)
            columns = [list(column) for column in zip(*placed, strict=True)]
            cursor.execute(f"{into} SELECT * FROM unnest({arrays})", columns)
        else:
            cursor.executemany(
                f"{into} VALUES ({', '.join(['%s'] * len(COLUMNS))})",
                [[v.hex if isinstance(v, UUID) else v for v in row] for row in placed],
            )
