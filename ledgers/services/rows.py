"""Adding rows, one or many at once, and saying in our words why the database would not."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, connection, models

from ledgers.errors import AlreadyReversed, HoldSpent, NotEnoughMoney, Refusal
from ledgers.models import Hold, InBook, Release, Transfer

REFUSALS: dict[str, type[Refusal]] = {
    "ledgers_account_floor": NotEnoughMoney,
    "ledgers_hold_spent": HoldSpent,
    "ledgers_account_totals": HoldSpent,
    "ledgers_transfer_reversed_once": AlreadyReversed,
    "ledgers_transfer.reverses_id": AlreadyReversed,  # SQLite names columns, not the constraint
}

ONCE: Final = "ON CONFLICT (book_id, key) DO NOTHING RETURNING id"
"""
Not `ignore_conflicts`: on SQLite that silences the floors too, and on both engines it hides
another sum under the same key. The caller reads back and compares.
"""

MOST_VALUES: Final = 30_000
"""How many values SQLite takes in one statement, and some to spare."""

Row = Sequence[Any]


def insert(row: Transfer | Hold | Release) -> bool:
    """Insert one row unless its key is there, and say whether it was inserted."""
    fields = row._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with named_refusals(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {row._meta.db_table} ({columns}) "
            f"VALUES ({', '.join(['%s'] * len(fields))}) {ONCE}",
            values,
        )
        inserted = cursor.fetchone() is not None
    row._state.adding = False
    return inserted


def insert_many(model: type[InBook], names: Sequence[str], rows: Sequence[Row]) -> None:
    """
    Insert many rows at once, all of them or none.

    :param names: the attribute that each value of a row is of; every column of the table
    """
    fields = _fields_named(model, names)
    if not rows:
        return
    with named_refusals(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with _waiting(cursor, model, fields, rows) as inserting:
                cursor.execute(inserting)
        else:
            places = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {model._meta.db_table} ({_columns(fields)}) VALUES ({places})"
            cursor.executemany(statement, [_prepared(fields, row) for row in rows])


def insert_new(model: type[InBook], names: Sequence[str], rows: Sequence[Row]) -> set[UUID]:
    """
    Insert many rows at once, those left out whose key is in their book already.

    On PostgreSQL they go in by their keys in order, so that two who insert the same never wait
    for each other in turn; on SQLite in the order in which they come.

    :param names: the attribute that each value of a row is of; every column of the table
    :returns: the ids of the rows that are new
    """
    fields = _fields_named(model, names)
    if not rows:
        return set()
    with named_refusals(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with _waiting(cursor, model, fields, rows) as inserting:
                cursor.execute(f"{inserting} ORDER BY book_id, key {ONCE}")
                if cursor.rowcount == len(rows):
                    place = names.index("id")
                    return {row[place] for row in rows}
                return {found for (found,) in cursor.fetchall()}
        return {
            UUID(found) for some in _insert_values(cursor, model, fields, rows) for found in some
        }


@contextmanager
def _waiting(
    cursor: Any,
    model: type[InBook],
    fields: Sequence["models.Field[Any, Any]"],
    rows: Sequence[Row],
) -> Iterator[str]:
    """
    Copy the rows to a temporary table, and say how they get from there to where they belong.

    COPY writes to nothing that row security guards, and asks for no table by its conflicts. The
    table goes at once, or with the transaction if that fails, for it is of whoever made it.
    """
    table, columns = model._meta.db_table, _columns(fields)
    waiting = f"{table}_waiting"
    cursor.execute(f"CREATE TEMPORARY TABLE {waiting} (LIKE {table}) ON COMMIT DROP")
    with cursor.copy(f"COPY {waiting} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    yield f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {waiting}"
    cursor.execute(f"DROP TABLE {waiting}")


def _insert_values(
    cursor: Any,
    model: type[InBook],
    fields: Sequence["models.Field[Any, Any]"],
    rows: Sequence[Row],
) -> Iterator[list[str]]:
    places, most = f"({', '.join(['%s'] * len(fields))})", MOST_VALUES // len(fields)
    for start in range(0, len(rows), most):
        some = rows[start : start + most]
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({_columns(fields)}) "
            f"VALUES {', '.join([places] * len(some))} {ONCE}",
            [value for row in some for value in _prepared(fields, row)],
        )
        yield [found for (found,) in cursor.fetchall()]


def _fields_named(model: type[InBook], names: Sequence[str]) -> "list[models.Field[Any, Any]]":
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    if sorted(fields) != sorted(names):
        raise ValueError(f"A row of {model._meta.label} has {', '.join(sorted(fields))}.")
    return [fields[name] for name in names]


def _columns(fields: Sequence["models.Field[Any, Any]"]) -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)


def _prepared(fields: Sequence["models.Field[Any, Any]"], row: Row) -> list[Any]:
    return [
        field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)
    ]


@contextmanager
def keys_checked_at_once() -> Iterator[None]:
    """
    Have PostgreSQL check foreign keys with each statement and not all of them at the commit.

    Those that wait are checked first. What is posted then locks accounts after its own keys are
    checked, so that others wait for them only while the balances are written.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def named_refusals() -> Iterator[None]:
    """
    Turn the database's refusal of a guard that callers may meet into its named error.

    :raises Refusal: one of `REFUSALS`; any other integrity error is a defect and goes on as it is
    """
    try:
        yield
    except IntegrityError as error:
        for name, refusal in REFUSALS.items():
            if name in str(error):
                raise refusal from error
        raise
