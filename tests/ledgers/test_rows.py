"""Many rows go into a table at once, all of them or none, each once for its key."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from ledgers.errors import NotEnoughMoney
from ledgers.models import Account, Hold
from ledgers.services.rows import insert_many, insert_new
from ledgers.values import AccountKind, uuid7
from tests.ledgers.books import BY, NOW, Books, available, nothing_moves

HELD = (
    "id",
    "book_id",
    "key",
    "account_id",
    "pence",
    "held_by",
    "held_at",
    "about_kind",
    "about_id",
)


def held(books: Books, account: Account, pence: int, **other: Any) -> tuple[Any, ...]:
    said = {
        "id": uuid7(),
        "book_id": books.book.id,
        "key": uuid4(),
        "account_id": account.id,
        "pence": pence,
        "held_by": BY,
        "held_at": NOW,
        "about_kind": "test",
        "about_id": uuid4(),
    }
    return tuple((said | other).values())


def test_all_go_in_as_they_are_said(books: Books) -> None:
    books.put_in(books.pot, 100_00)
    rows = [held(books, books.pot, pence, about_kind="a\tb\\N\n") for pence in (1, 2, 3)]
    insert_many(Hold, HELD, rows)
    assert sorted(Hold.objects.values_list(*HELD)) == sorted(rows)
    assert available(books.pot) == 100_00 - 6


def test_nothing_is_nothing(books: Books) -> None:
    with nothing_moves():
        insert_many(Hold, HELD, [])
        assert insert_new(Hold, HELD, []) == set()


def test_one_that_is_refused_refuses_all(books: Books) -> None:
    books.put_in(books.pot, 10)
    rows = [held(books, books.pot, pence) for pence in (4, 6, 1)]
    with nothing_moves(), pytest.raises(NotEnoughMoney), transaction.atomic():
        insert_many(Hold, HELD, rows)


def test_a_key_that_is_there_is_an_error_or_left_out(books: Books) -> None:
    books.put_in(books.pot, 10_00)
    first, second = (held(books, books.pot, pence) for pence in (1, 2))
    insert_many(Hold, HELD, [first])
    with nothing_moves(), pytest.raises(IntegrityError), transaction.atomic():
        insert_many(Hold, HELD, [held(books, books.pot, 1, key=first[2]), second])
    assert insert_new(Hold, HELD, [held(books, books.pot, 1, key=first[2]), second]) == {second[0]}
    assert available(books.pot) == 10_00 - 1 - 2


def test_every_column_is_named(books: Books) -> None:
    with pytest.raises(ValueError, match="held_at"):
        insert_many(Hold, HELD[:-3], [])


def test_more_than_one_statement_takes(books: Books) -> None:
    account = books.open(AccountKind.POT)
    books.put_in(account, 10_000)
    rows = [held(books, account, 1) for _ in range(5_000)]
    assert len(insert_new(Hold, HELD, rows)) == 5_000
    assert available(account) == 5_000
