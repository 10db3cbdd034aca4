"""
Keys that PostgreSQL would check twice: alone, as Django makes them, and with their book.

The key with the book says all that the other does and more, and that the book is there, for what
it points at is in that book. Each check costs as much as a fifth of the row, and a pay run makes a
million of them; so the lesser one goes once the greater one stands.
"""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

DOUBLED: Final = """
SELECT alone.conrelid::regclass::text, alone.conname
FROM pg_constraint alone
JOIN pg_constraint booked ON booked.contype = 'f' AND booked.convalidated
    AND booked.conrelid = alone.conrelid AND booked.confrelid = alone.confrelid
    AND booked.conkey[2] = alone.conkey[1] AND booked.conname LIKE 'in_book_%'
WHERE alone.contype = 'f' AND array_length(alone.conkey, 1) = 1
    AND array_length(booked.conkey, 1) = 2 AND alone.confdeltype = booked.confdeltype
UNION
SELECT alone.conrelid::regclass::text, alone.conname
FROM pg_constraint alone
JOIN pg_constraint booked ON booked.contype = 'f' AND booked.convalidated
    AND booked.conrelid = alone.conrelid AND booked.confrelid <> booked.conrelid
    AND booked.conkey[1] = alone.conkey[1] AND booked.conname LIKE 'in_book_%'
JOIN pg_attribute needed ON needed.attrelid = booked.conrelid
    AND needed.attnum = booked.conkey[2] AND needed.attnotnull
WHERE alone.contype = 'f' AND array_length(alone.conkey, 1) = 1
    AND alone.confrelid = 'ledgers_book'::regclass
ORDER BY 1, 2
"""


def find_doubled(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Tables and constraints that another one makes needless."""
    with connection.cursor() as cursor:
        cursor.execute(DOUBLED)
        return [(table, name) for table, name in cursor.fetchall()]


def drop_doubled(connection: BaseDatabaseWrapper) -> None:
    """Drop them; a migration that makes one anew has it dropped again afterwards."""
    doubled = find_doubled(connection)
    with connection.cursor() as cursor:
        for table, name in doubled:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
