"""Adding one row under its key, and saying in our words why the database would not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection

from ledgers.errors import AlreadyReversed, HoldSpent, NotEnoughMoney, Refusal
from ledgers.models import Hold, Release, Transfer

REFUSALS: dict[str, type[Refusal]] = {
    "ledgers_account_floor": NotEnoughMoney,
    "ledgers_hold_spent": HoldSpent,
    "ledgers_account_totals": HoldSpent,
    "ledgers_transfer_reversed_once": AlreadyReversed,
    "ledgers_transfer.reverses_id": AlreadyReversed,  # SQLite names columns, not the constraint
}


def insert(row: Transfer | Hold | Release) -> bool:
    """
    Insert one row unless its key is there, and say whether it was inserted.

    Not `ignore_conflicts`: on SQLite that silences the floors too, and on both engines it hides
    another sum under the same key. The caller reads back and compares.
    """
    fields = row._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with named_refusals(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {row._meta.db_table} ({columns}) "
            f"VALUES ({', '.join(['%s'] * len(fields))}) "
            "ON CONFLICT (book_id, key) DO NOTHING RETURNING id",
            values,
        )
        inserted = cursor.fetchone() is not None
    row._state.adding = False
    return inserted


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
