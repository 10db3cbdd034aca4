"""Posting many decisions and simple facts at once: one statement, all of them or none."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from ledgers.errors import NothingToPost
from ledgers.fail_points import reach
from ledgers.models import Account, Transfer
from ledgers.services.posting import as_transfer, check_same
from ledgers.services.rows import insert_new, keys_checked_at_once
from ledgers.values import LOCK_RANK, AccountKind, Posting, uuid7

MOST: Final = 1_000
"""More in one transaction keeps cards waiting (architecture, section 5)."""

COLUMNS: Final = (
    "id",
    "book_id",
    "key",
    "entry",
    "kind",
    "debit_id",
    "credit_id",
    "pence",
    "hold_id",
    "reverses_id",
    "about_kind",
    "about_id",
    "posted_by",
    "occurred_on",
    "posted_at",
)

Key = tuple[UUID, UUID]


def post_many(postings: Sequence[Posting]) -> list[UUID]:
    """
    Post all or nothing, each key once; what was posted before under a key is answered as it is.

    Accounts are locked in the one order by the database. A fact is simple where nothing has to be
    split: it fills no account that is overspent, and takes no more than is there. Whether there is
    enough is judged of the whole; on SQLite row by row, sums from shared accounts first.

    :param postings: 1,000 at most
    :returns: the id of each posting's transfer, in their order
    :raises ValueError: there are more
    :raises NothingToPost: one has no pence
    :raises NotEnoughMoney: a debited account would fall below nothing
    :raises KeyReused: a key stands for another movement, here or among what was posted before
    :raises HoldSpent: a hold to capture has less left, or is on another account
    :raises AlreadyReversed: what one of them reverses was reversed before
    """
    if len(postings) > MOST:
        raise ValueError(f"At most {MOST} at once, and these are {len(postings)}.")
    if any(posting.pence <= 0 for posting in postings):
        raise NothingToPost
    asked = _each_once(postings)
    rows = [as_row(uuid7(), posting) for posting in _in_order(list(asked.values()))]
    reach("before_posting")
    with transaction.atomic(), keys_checked_at_once():
        new = insert_new(Transfer, COLUMNS, rows)
        ids = {(row[1], row[2]): row[0] for row in rows if row[0] in new}
        for key, first in _posted_before([key for key in asked if key not in ids]).items():
            check_same(first, as_transfer(asked[key]))
            ids[key] = first.id
    reach("after_posting")
    return [ids[posting.book_id, posting.key] for posting in postings]


def _each_once(postings: Iterable[Posting]) -> dict[Key, Posting]:
    asked: dict[Key, Posting] = {}
    for posting in postings:
        first = asked.setdefault((posting.book_id, posting.key), posting)
        if first is not posting:
            check_same(as_transfer(first), as_transfer(posting))
    return asked


def _posted_before(keys: Sequence[Key]) -> dict[Key, Transfer]:
    found: dict[Key, Transfer] = {}
    for book_id in {book_id for book_id, _ in keys}:
        of_book = [key for book, key in keys if book == book_id]
        for row in Transfer.objects.filter(book_id=book_id, key__in=of_book):
            found[book_id, row.key] = row
    return found


def as_row(transfer_id: UUID, posting: Posting) -> tuple[Any, ...]:
    """The values of `COLUMNS`: plain, for a model's row costs five times as much to make."""
    return (
        transfer_id,
        posting.book_id,
        posting.key,
        posting.entry or posting.key,
        posting.kind.value,
        posting.debit_id,
        posting.credit_id,
        posting.pence,
        posting.hold_id,
        posting.reverses_id,
        posting.about.kind,
        posting.about.id,
        posting.posted_by,
        posting.occurred_on,
        posting.posted_at,
    )


def _in_order(asked: Sequence[Posting]) -> Sequence[Posting]:
    """SQLite posts row by row, so what comes in from outside is posted before what it pays for."""
    if connection.vendor == "postgresql":
        return asked
    sides = {side for posting in asked for side in (posting.debit_id, posting.credit_id)}
    kinds = dict(Account.objects.filter(id__in=sides).values_list("id", "kind"))
    rank = {side: LOCK_RANK[AccountKind(kinds[side])] if side in kinds else 0 for side in sides}
    return sorted(asked, key=lambda one: (-rank[one.debit_id], rank[one.credit_id]))
