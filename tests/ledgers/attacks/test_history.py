"""History is only added to: no row is changed, removed or replaced, by whatever statement."""

import pytest
from django.db import models

from ledgers import services
from ledgers.models import Account, Book, Hold, Release, Seal, SealedRow, Transfer
from tests.ledgers.attacks.raw import harmless, insert, refused, settle
from tests.ledgers.books import NOW, Books

TABLES = [Book, Account, Hold, Release, Transfer, Seal, SealedRow]
WRITTEN = {
    Book: "opened_at = opened_at",
    Account: "code = 'other'",
    Hold: "pence = pence - 1",
    Release: "pence = pence + 1",
    Transfer: "pence = pence + 1",
    Seal: "chain = root",
    SealedRow: "position = position",
}
each_table = pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)


@pytest.fixture(autouse=True)
def _something_there(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    held = books.hold(books.pot, 100_00)
    books.capture(held, 40_00)
    books.release(held, 10_00)
    services.seal_book(book_id=books.book.id, now=NOW)
    settle()


@each_table
def test_update(model: type[models.Model]) -> None:
    refused(f"UPDATE {model._meta.db_table} SET {WRITTEN[model]}")


@each_table
def test_delete(model: type[models.Model]) -> None:
    refused(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.postgres
@each_table
def test_truncate(model: type[models.Model]) -> None:
    refused(f"TRUNCATE {model._meta.db_table} CASCADE", match="history is only added to")


@pytest.mark.sqlite
@each_table
@pytest.mark.parametrize("how", ["UPDATE OR IGNORE", "UPDATE OR REPLACE"])
def test_update_or(model: type[models.Model], how: str) -> None:
    refused(f"{how} {model._meta.db_table} SET {WRITTEN[model]}")


@pytest.mark.sqlite
@each_table
def test_insert_or_replace(model: type[models.Model]) -> None:
    sql, values = insert(first(model), "INSERT OR REPLACE")
    refused(sql, *values)
    refused(sql.replace("INSERT OR REPLACE", "REPLACE"), *values)


@each_table
def test_insert_again(model: type[models.Model]) -> None:
    sql, values = insert(first(model))
    refused(sql, *values)
    harmless(f"{sql} ON CONFLICT DO NOTHING", *values)
    refused(f"{sql} ON CONFLICT (id) DO UPDATE SET id = excluded.id", *values)


@pytest.mark.sqlite
@pytest.mark.parametrize("model", [Transfer, Hold, Release], ids=lambda model: model.__name__)
def test_insert_or_ignore(model: type[models.Model]) -> None:
    sql, values = insert(first(model), "INSERT OR IGNORE")
    harmless(sql, *values)


@pytest.mark.postgres
def test_merge() -> None:
    refused(
        "MERGE INTO ledgers_transfer t USING ledgers_transfer s ON t.id = s.id "
        "WHEN MATCHED THEN UPDATE SET pence = t.pence + 1",
        match="history is only added to",
    )


def first(model: type[models.Model]) -> models.Model:
    return model._default_manager.all()[0]
