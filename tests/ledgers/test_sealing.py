"""New rows get their places without gaps, under a root, in a chain; late ones in a later seal."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import transaction

from ledgers import selectors, services
from ledgers.models import Account, Seal, SealedRow, Transfer
from ledgers.models.seals import MODELS
from ledgers.rules.canonical import NO_SEAL, chain_of
from ledgers.rules.merkle import leaf_hash, root_of
from ledgers.services import sealing
from ledgers.values import uuid7
from tests.ledgers.books import NOW, Books
from tests.ledgers.crowd import all_at_once

MINUTE = timedelta(minutes=1)


def seal(books: Books, minutes: int = 0, **more: bool) -> int:
    return services.seal_book(book_id=books.book.id, now=NOW + minutes * MINUTE, **more)


def seals(books: Books) -> list[Seal]:
    return list(selectors.list_seals(books.book.id))


def positions(books: Books) -> list[int]:
    rows = SealedRow.objects.filter(book=books.book).order_by("position")
    return list(rows.values_list("position", flat=True))


def test_everything_that_never_changes_is_sealed_once(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    held = books.hold(books.pot, 100_00)
    books.capture(held, 40_00)
    books.release(held, 10_00)
    everything = sum(model.objects.count() for model in MODELS.values())  # type: ignore[attr-defined]
    assert everything == Account.objects.count() + 2 + 1 + 1
    assert seal(books) == everything
    assert positions(books) == list(range(1, everything + 1))
    assert seal(books, 1) == 0
    assert len(seals(books)) == 1
    for what, model in MODELS.items():
        sealed = SealedRow.objects.filter(**{f"{what}__isnull": False}).values_list(what)
        assert {found for (found,) in sealed} == set(model.objects.values_list("id", flat=True))  # type: ignore[attr-defined]


def test_a_root_is_over_what_is_there_and_a_chain_over_what_was(books: Books) -> None:
    seal(books)
    books.put_in(books.pot, 5_00)
    seal(books, 1)
    first, second = seals(books)
    assert (first.number, first.first, second.number, second.first) == (1, 1, 2, first.last + 1)
    for one, before in ((first, NO_SEAL), (second, first.chain)):
        rows = list(selectors.contents(books.book.id, one.first, one.last))
        assert [row.position for row in rows] == list(range(one.first, one.last + 1))
        assert [row.leaf for row in rows] == [leaf_hash(row.bytes) for row in rows]
        assert one.root == root_of([row.leaf for row in rows]).hex()
        assert one.chain == chain_of(one.facts, before)
    assert second.sealed_at == NOW + MINUTE


def test_other_books_are_left_alone(books: Books) -> None:
    other = Books()
    seal(books)
    assert not seals(other)
    seal(other)
    assert [one.number for one in seals(other)] == [1]
    assert positions(other)[0] == 1


def test_a_seal_covers_only_so_many(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST", 4)
    for _ in range(5):
        books.put_in(books.pot, 1_00)
    counts = []
    while done := seal(books):
        counts.append(done)
    assert max(counts) == 4
    assert sum(counts) == Account.objects.filter(book=books.book).count() + 5
    assert positions(books) == list(range(1, sum(counts) + 1))


def posted_with(books: Books, made_at: UUID) -> Transfer:
    """A transfer whose id was made at another time, as if it took until now to commit."""
    fresh = books.put_in(books.pot, 7_00)
    row = Transfer.objects.get(id=fresh.id)
    row.id, row.key, row.entry = made_at, made_at, made_at
    row._state.adding = True
    row.save(force_insert=True)
    return row


def test_who_commits_late_is_sealed_later(books: Books) -> None:
    before = uuid7((NOW - timedelta(hours=5)).timestamp())
    with time_machine.travel(NOW, tick=False):
        late = Books()
        late.put_in(late.pot, 5_00)
        seal(late)
        posted_with(late, before)
        assert seal(late, 1) == 2
    (_, second) = seals(late)
    assert SealedRow.objects.get(transfer_id=before).seal_id == second.id


@pytest.mark.django_db
def test_who_commits_a_day_late_is_found_when_all_is_looked_at() -> None:
    """The look of each minute goes back so far; the day's look misses nothing."""
    with time_machine.travel(NOW, tick=False):
        books = Books()
        books.put_in(books.pot, 5_00)
        seal(books)
        long_ago = uuid7((NOW - timedelta(days=2)).timestamp())
        posted_with(books, long_ago)
        seal(books, 1)
        assert not SealedRow.objects.filter(transfer_id=long_ago).exists()
        assert seal(books, 2, look_at_all=True) == 1
        assert SealedRow.objects.filter(transfer_id=long_ago).exists()


def test_a_wrong_clock_hides_nothing(books: Books) -> None:
    """A process that runs a year ahead made an id; the others are sealed all the same."""
    with time_machine.travel(NOW, tick=False):
        seal(books)
        posted_with(books, uuid7((NOW + timedelta(days=365)).timestamp()))
        seal(books, 1)
        books.put_in(books.pot, 9_00)
        assert seal(books, 2) == 1
        assert seal(books, 3, look_at_all=True) == 0


def test_what_was_down_for_days_finds_all_of_them(books: Books) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        seal(books)
        for _ in range(4):
            clock.shift(timedelta(hours=20))
            books.put_in(books.pot, 1_00)
        assert services.seal_book(book_id=books.book.id, now=NOW + timedelta(hours=80)) == 4


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_leave_no_gap() -> None:
    books = Books()
    for _ in range(20):
        books.put_in(books.pot, 1_00)
    done = all_at_once([lambda: seal(books) for _ in range(4)])
    assert sorted(done)[:3] == [0, 0, 0]
    assert max(done) == len(positions(books)) == positions(books)[-1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_what_commits_after_a_seal_gets_into_the_next() -> None:
    """One transaction stays open over a seal, though its id is the lowest of all."""
    books = Books()
    seal(books)
    with transaction.atomic():
        late = books.put_in(books.pot, 3_00)
        (sealed,) = all_at_once([lambda: seal(books, 1)])
        assert sealed == 0
    books.put_in(books.pot, 4_00)
    assert seal(books, 2) == 2
    assert SealedRow.objects.filter(transfer=late).exists()


def test_a_balance_is_final_once_a_seal_came_well_after(books: Books) -> None:
    assert selectors.final_until(books.book.id) is None
    assert not selectors.is_final(books.book.id, NOW)
    seal(books)
    assert not selectors.is_final(books.book.id, NOW)
    books.put_in(books.pot, 1_00)
    seal(books, 10)
    assert selectors.is_final(books.book.id, NOW)
    assert not selectors.is_final(books.book.id, NOW + MINUTE)
