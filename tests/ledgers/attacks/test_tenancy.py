"""Each foreign key between tables of a book: a row that points into another book is refused."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from ledgers import guards
from ledgers.guards import TenantKey
from ledgers.models import Book
from tests.ledgers.attacks.raw import POSTGRESQL, insert, undone
from tests.ledgers.books import NOW

KEYS = sorted(guards.tenant_keys(), key=lambda key: key.name)
MODELS = {model._meta.db_table: model for model in apps.get_models()}
DAYS = count(NOW.toordinal())
VALUES: dict[type[models.Field[Any, Any]], Any] = {
    models.UUIDField: uuid4,
    models.DateTimeField: lambda: NOW,
    models.DateField: lambda: date.fromordinal(next(DAYS)),
    models.BooleanField: lambda: False,
    models.IntegerField: lambda: 1,
    models.BinaryField: lambda: b"x",
    models.JSONField: dict,
    models.CharField: lambda: uuid4().hex,
    models.TextField: lambda: uuid4().hex,
}


@pytest.fixture(params=KEYS, ids=lambda key: key.name)
def key(request: pytest.FixtureRequest, db: None) -> Iterator[TenantKey]:
    """One key, in a database where it alone stands guard, put back afterwards."""
    attacked: TenantKey = request.param
    with undone():
        _leave_alone(attacked)
        yield attacked


def _leave_alone(key: TenantKey) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            for table in {key.table, key.target}:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
                cursor.execute(
                    "SELECT conname FROM pg_constraint "
                    "WHERE contype = 'c' AND conrelid = %s::regclass",
                    [table],
                )
                for (name,) in cursor.fetchall():
                    cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            if not name.startswith(f"{key.name}_"):
                cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("PRAGMA ignore_check_constraints = ON")


@pytest.fixture(autouse=True)
def _checks_again() -> Iterator[None]:
    yield
    if connection.vendor != POSTGRESQL and connection.connection:
        connection.connection.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.fixture
def two_books(key: TenantKey) -> tuple[UUID, UUID]:
    here, there = (Book.objects.create(opened_at=NOW).id for _ in range(2))
    return here, there


def a_row(table: str, **said: Any) -> models.Model:
    """Any row of this table; only what is said of it is meant."""
    model = MODELS[table]
    values = {field.attname: _any(field) for field in model._meta.local_concrete_fields}
    return model(**{**values, **said})


def _any(field: Any) -> Any:
    if field.null:
        return None
    if isinstance(field, models.ForeignKey):
        return uuid4()
    made = next(make for kind, make in VALUES.items() if isinstance(field, kind))()
    return made[: field.max_length] if isinstance(made, str) else made


def put(row: models.Model) -> models.Model:
    sql, values = insert(row)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    return row


def ask(key: TenantKey) -> None:
    """Have the guard answer now and not on commit."""
    if connection.vendor == POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute(f'SET CONSTRAINTS "{key.name}" IMMEDIATE')


def _refused(key: TenantKey, sql: str, values: list[Any]) -> None:
    with pytest.raises(IntegrityError, match=key.name), transaction.atomic():
        _put_and_ask(key, sql, values)


def _put_and_ask(key: TenantKey, sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    ask(key)


def test_a_row_points_into_its_own_book(key: TenantKey, two_books: tuple[UUID, UUID]) -> None:
    here, _ = two_books
    near = put(a_row(key.target, book_id=here))
    put(a_row(key.table, book_id=here, **{key.column: near.pk}))
    ask(key)


def test_no_row_points_into_another_book(key: TenantKey, two_books: tuple[UUID, UUID]) -> None:
    here, there = two_books
    far = put(a_row(key.target, book_id=there))
    _refused(key, *insert(a_row(key.table, book_id=here, **{key.column: far.pk})))


def test_no_row_is_turned_to_another_book(key: TenantKey, two_books: tuple[UUID, UUID]) -> None:
    here, there = two_books
    near, far = (put(a_row(key.target, book_id=book)) for book in (here, there))
    row = put(a_row(key.table, book_id=here, **{key.column: near.pk}))
    ask(key)
    for column, value in ((key.column, far.pk), ("book_id", there)):
        _refused(key, f'UPDATE "{key.table}" SET "{column}" = %s WHERE id = %s', _hex(value, row))


def test_what_is_pointed_at_stays_in_its_book(key: TenantKey, two_books: tuple[UUID, UUID]) -> None:
    here, there = two_books
    near = put(a_row(key.target, book_id=here))
    put(a_row(key.table, book_id=here, **{key.column: near.pk}))
    ask(key)
    _refused(key, f'UPDATE "{key.target}" SET book_id = %s WHERE id = %s', _hex(there, near))


def _hex(value: UUID, row: models.Model) -> list[Any]:
    both = [value, row.pk]
    return both if connection.vendor == POSTGRESQL else [one.hex for one in both]


def test_each_guard_has_its_own_name() -> None:
    assert KEYS
    assert len({key.name for key in KEYS}) == len(KEYS)
