"""No key is checked twice, and each is still checked."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from ledgers.guards import doubled
from ledgers.guards.tables import tenant_keys
from ledgers.models import Hold
from tests.ledgers.books import BY, NOW, Books

pytestmark = pytest.mark.postgres
ALONE = """
SELECT conrelid::regclass::text, a.attname
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE contype = 'f' AND array_length(conkey, 1) = 1
"""


def test_no_key_of_a_book_stands_alone_beside_the_one_with_the_book(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
        alone = set(cursor.fetchall())
    assert not alone & {(key.table, key.column) for key in tenant_keys()}
    assert ("ledgers_account", "book_id") in alone, "the key to the book itself stays"
    assert ("ledgers_transfer", "book_id") not in alone, "its accounts say that the book is there"


def test_one_that_a_migration_makes_anew_is_found_and_dropped(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE ledgers_hold ADD CONSTRAINT again FOREIGN KEY (account_id) "
            "REFERENCES ledgers_account (id) DEFERRABLE INITIALLY DEFERRED"
        )
    assert doubled.find_doubled(connection) == [("ledgers_hold", "again")]
    doubled.drop_doubled(connection)
    assert doubled.find_doubled(connection) == []


def test_what_is_not_there_can_still_not_be_pointed_at(books: Books) -> None:
    row = {"book": books.book, "key": uuid4(), "pence": 1, "held_by": BY, "held_at": NOW}
    with (
        pytest.raises(IntegrityError, match=r"no such account|in_book"),
        transaction.atomic(),
    ):
        Hold.objects.create(account_id=uuid4(), about_kind="test", about_id=uuid4(), **row)
