"""Posting many decisions and simple facts at once: one statement, all of them or none."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Field

from ledgers.errors import NothingToPost
from ledgers.models import Account, Transfer
from ledgers.services.posting import as_transfer, check_same
from ledgers.services.rows import named_refusals
from ledgers.values import LOCK_RANK, AccountKind, Posting

MOST: Final = 1_000
"""More in one transaction keeps cards waiting (architecture, section 5)."""

WAITING: Final = "ledgers_posting"
"""PostgreSQL's temporary table; COPY writes to nothing that row security guards."""

Key = tuple[UUID, UUID]


def post_many(postings: Sequence[Posting]) -> list[Transfer]:
    """
    Post all or nothing, each key once; what was posted before under a key is answered as it is.

    Accounts are locked in the one order by the database. A fact is simple where nothing has to be
    split: it fills no account that is overspent, and takes no more than is there. Whether there is
    enough is judged of the whole; on SQLite row by row, sums from shared accounts first.

    :param postings: 1,000 at most
    :returns: the transfer of each posting, in their order
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
    rows = _each_once(postings)
    with transaction.atomic():
        inserted = _insert(list(rows.values())) if rows else set()
        before = _posted_before([key for key, row in rows.items() if row.id not in inserted])
        for key, first in before.items():
            check_same(first, rows[key])
    done = rows | before
    return [done[posting.book_id, posting.key] for posting in postings]


def _each_once(postings: Iterable[Posting]) -> dict[Key, Transfer]:
    rows: dict[Key, Transfer] = {}
    for posting in postings:
        row = as_transfer(posting)
        check_same(rows.setdefault((posting.book_id, posting.key), row), row)
    return rows


def _posted_before(keys: Sequence[Key]) -> dict[Key, Transfer]:
    found: dict[Key, Transfer] = {}
    for book_id in {book_id for book_id, _ in keys}:
        of_book = [key for book, key in keys if book == book_id]
        for row in Transfer.objects.filter(book_id=book_id, key__in=of_book):
            found[book_id, row.key] = row
    return found


def _insert(rows: Sequence[Transfer]) -> set[UUID]:
    """Insert what is not there, and say which."""
    with named_refusals():
        ids = _copy(rows) if connection.vendor == "postgresql" else _insert_values(rows)
    for row in rows:
        row._state.adding = row.id not in ids
    return ids


def _copy(rows: Sequence[Transfer]) -> set[UUID]:
    """By their keys in order, so that two who post the same never wait for each other in turn."""
    table, columns = Transfer._meta.db_table, _columns()
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {WAITING} (LIKE {table}) ON COMMIT DROP"
        )
        cursor.execute(f"DELETE FROM {WAITING}")
        with cursor.copy(f"COPY {WAITING} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([getattr(row, field.attname) for field in _fields()])
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {WAITING} "
            "ORDER BY book_id, key ON CONFLICT (book_id, key) DO NOTHING RETURNING id"
        )
        return {found for (found,) in cursor.fetchall()}


def _insert_values(rows: Sequence[Transfer]) -> set[UUID]:
    """SQLite posts row by row, so what comes in from outside is posted before what it pays for."""
    fields, places = _fields(), f"({', '.join(['%s'] * len(_fields()))})"
    values: list[Any] = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for row in _from_outside_first(rows)
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Transfer._meta.db_table} ({_columns()}) "
            f"VALUES {', '.join([places] * len(rows))} "
            "ON CONFLICT (book_id, key) DO NOTHING RETURNING id",
            values,
        )
        return {UUID(found) for (found,) in cursor.fetchall()}


def _from_outside_first(rows: Sequence[Transfer]) -> list[Transfer]:
    sides = {side for row in rows for side in (row.debit_id, row.credit_id)}
    kinds = dict(Account.objects.filter(id__in=sides).values_list("id", "kind"))
    rank = {side: LOCK_RANK[AccountKind(kinds[side])] if side in kinds else 0 for side in sides}
    return sorted(rows, key=lambda row: (-rank[row.debit_id], rank[row.credit_id]))


def _fields() -> "Sequence[Field[Any, Any]]":
    return Transfer._meta.local_concrete_fields


def _columns() -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in _fields())
