"""Raw SQL, as somebody would write it who goes round the services."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, models, transaction

from tests.ledgers.books import nothing_moves

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


def run(sql: str, *params: Any) -> None:
    """Execute, and settle."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [_as_stored(value) for value in params])
    settle()


def settle() -> None:
    """Ask what the database would ask on commit."""
    connection.check_constraints()


def refused(sql: str, *params: Any, match: str = ".") -> None:
    """Fail unless the database refuses this statement, and nothing moved."""
    with nothing_moves(), pytest.raises(DatabaseError, match=match), transaction.atomic():
        run(sql, *params)


def harmless(sql: str, *params: Any) -> None:
    """Fail if anything moved, whether or not the database said so."""
    with nothing_moves(), suppress(DatabaseError), transaction.atomic():
        run(sql, *params)


def insert(row: models.Model, how: str = "INSERT", **instead: Any) -> tuple[str, list[Any]]:
    """The statement that inserts this row, with some values as they are given."""
    fields = row._meta.local_concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = [
        instead[field.attname]
        if field.attname in instead
        else field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in fields
    ]
    places = ", ".join(["%s"] * len(fields))
    return f"{how} INTO {row._meta.db_table} ({columns}) VALUES ({places})", values


def _as_stored(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) and connection.vendor == SQLITE else value


@contextmanager
def undone() -> Iterator[None]:
    """Do something to the database itself, and undo it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
