"""Seals follow each other without a gap, and places too: the database refuses all else."""

from typing import Any
from uuid import uuid4

import pytest

from ledgers import selectors, services
from ledgers.models import Seal, SealedRow
from ledgers.values import uuid7
from tests.ledgers.attacks.raw import insert, refused
from tests.ledgers.books import NOW, Books


@pytest.fixture(autouse=True)
def last(books: Books) -> Seal:
    books.put_in(books.pot, 500_00)
    services.seal_book(book_id=books.book.id, now=NOW)
    found = selectors.find_last_seal(books.book.id)
    assert found
    return found


def next_seal(before: Seal, **instead: Any) -> Seal:
    said = {"number": 2, "first": before.last + 1, "last": before.last + 1, "root": "0" * 64}
    return Seal(
        id=uuid7(), book_id=before.book_id, chain="0" * 64, sealed_at=NOW, **{**said, **instead}
    )


def place(seal: Seal, position: int, **what: Any) -> SealedRow:
    said = {"book_id": seal.book_id, "seal": seal, "position": position, "leaf": b"0" * 32}
    return SealedRow(id=uuid7(), **{**said, **what})


@pytest.mark.parametrize(
    "instead",
    [
        {"number": 3},
        {"number": 1},
        {"number": 0},
        {"number": -1},
        {"first": 1, "last": 1},
        {"first": 10_000, "last": 10_001},
        {"last": 0},
    ],
)
def test_a_seal_follows_the_last_one(last: Seal, instead: dict[str, int]) -> None:
    refused(*_raw(next_seal(last, **instead)), match="ledgers_seal")


def test_a_seal_waits_until_the_one_before_is_whole(last: Seal) -> None:
    empty = next_seal(last)
    empty.save(force_insert=True)
    another = next_seal(last, number=3, first=last.last + 2, last=last.last + 2)
    refused(*_raw(another), match="ledgers_seal_next")


def test_the_next_place_alone_is_taken(last: Seal, books: Books) -> None:
    row = books.put_in(books.pot, 1_00)
    more = next_seal(last, last=last.last + 3)
    more.save(force_insert=True)
    for position in (last.last + 2, last.last, 0, -1):
        refused(*_raw(place(more, position, transfer=row)), match=r"ledgers_sealedrow|UNIQUE")
    place(more, last.last + 1, transfer=row).save(force_insert=True)


def test_a_place_is_within_its_seal(last: Seal, books: Books) -> None:
    row = books.put_in(books.pot, 1_00)
    refused(*_raw(place(last, last.last + 1, transfer=row)), match="ledgers_sealedrow_next")


def test_a_row_has_one_place(last: Seal, books: Books) -> None:
    sealed = SealedRow.objects.filter(transfer__isnull=False).get()
    more = next_seal(last)
    more.save(force_insert=True)
    again = place(more, more.first, transfer_id=sealed.transfer_id)
    refused(*_raw(again), match=r"ledgers_sealedrow_transfer_once|transfer_id")


def test_a_place_holds_one_row(last: Seal, books: Books) -> None:
    row, held = books.put_in(books.pot, 1_00), books.hold(books.pot, 1_00)
    more = next_seal(last)
    more.save(force_insert=True)
    both = place(more, more.first, transfer=row, hold=held)
    refused(*_raw(both), match="ledgers_sealedrow_one")
    refused(*_raw(place(more, more.first)), match="ledgers_sealedrow_one")


def test_a_place_holds_a_row_that_is_there(last: Seal) -> None:
    more = next_seal(last)
    more.save(force_insert=True)
    refused(*_raw(place(more, more.first, transfer_id=uuid4())), match="transfer")


def test_a_place_holds_a_row_of_its_book(last: Seal) -> None:
    other = Books()
    row = other.put_in(other.pot, 1_00)
    more = next_seal(last)
    more.save(force_insert=True)
    refused(*_raw(place(more, more.first, transfer=row)), match="in_book_ledgers_sealedrow")


def _raw(row: Seal | SealedRow) -> tuple[Any, ...]:
    sql, values = insert(row)
    return (sql, *values)
