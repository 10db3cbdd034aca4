"""The door's transaction: one for each unsafe request, command or task, in one council's book."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from ledgers.fail_points import reach
from ledgers.values import Viewer

ONE_MOMENT = "ISOLATION LEVEL REPEATABLE READ"


@contextmanager
def acting_for(
    viewer: Viewer, *, read_only: bool = False, one_moment: bool = False
) -> Iterator[None]:
    """
    Do one thing for one viewer: all of it is kept, or none.

    On PostgreSQL the book is set for row security and reads see one moment. On SQLite reads
    stay outside a transaction, for IMMEDIATE would queue every reader behind every writer.

    :param one_moment: see one moment while writing too, for what compares one table with another;
        on SQLite whoever writes always does
    :raises RuntimeError: another door is open already (`durable`)
    """
    if read_only and connection.vendor == "sqlite":
        yield
        return
    with _transaction(viewer, read_only=read_only, one_moment=one_moment):
        yield
        reach("before_commit")
    reach("after_commit")


@contextmanager
def _transaction(viewer: Viewer, *, read_only: bool, one_moment: bool) -> Iterator[None]:
    inside = connection.in_atomic_block  # a test's own transaction; `durable` refuses any other
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                if not inside and (read_only or one_moment):
                    cursor.execute(f"SET TRANSACTION {ONE_MOMENT}")
                if read_only:
                    cursor.execute("SET TRANSACTION READ ONLY")
                cursor.execute("SELECT set_config('app.book', %s, true)", [str(viewer.book_id)])
        yield
