"""The door owns the transaction: one, durable, in one book."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from ledgers.doors import acting_for
from ledgers.errors import NotEnoughMoney
from ledgers.models import Account
from ledgers.values import Viewer
from tests.ledgers.books import BY, NOW, Books, balance, nothing_moves
from tests.ledgers.crowd import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def viewer(books: Books) -> Viewer:
    return Viewer(user_id=BY, book_id=books.book.id, roles=frozenset(), now=NOW)


def the_book() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('app.book', true), '')")
        (book,) = cursor.fetchone()
        return None if book is None else str(book)


def test_what_is_done_is_kept(books: Books, viewer: Viewer) -> None:
    with acting_for(viewer):
        books.put_in(books.pot, 5_00)
    assert balance(books.pot) == 5_00


def test_a_refusal_undoes_all(books: Books, viewer: Viewer) -> None:
    def put_in_and_take_too_much() -> None:
        with acting_for(viewer):
            books.put_in(books.pot, 5_00)
            books.post(books.pot, books.clearing, 5_01)

    with nothing_moves(), pytest.raises(NotEnoughMoney):
        put_in_and_take_too_much()


def test_no_door_within_a_door(viewer: Viewer) -> None:
    with pytest.raises(RuntimeError, match="durable"), acting_for(viewer), acting_for(viewer):
        pytest.fail("a door opened within a door")


def test_no_door_within_a_transaction(viewer: Viewer) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), acting_for(viewer):
        pytest.fail("a door opened within a transaction")


def test_what_points_nowhere_is_refused_at_the_door(books: Books, viewer: Viewer) -> None:
    other = Books()
    with nothing_moves(), pytest.raises(IntegrityError), acting_for(viewer):
        Account.objects.create(
            book=books.book, kind="overspent", overspends=other.pot, opened_at=NOW
        )


@pytest.mark.postgres
@pytest.mark.parametrize("read_only", [False, True])
def test_the_book_is_set_and_gone_afterwards(viewer: Viewer, read_only: bool) -> None:
    with acting_for(viewer, read_only=read_only):
        assert the_book() == str(viewer.book_id)
    assert the_book() is None


@pytest.mark.postgres
def test_the_book_is_gone_after_a_refusal(viewer: Viewer) -> None:
    with pytest.raises(NotEnoughMoney), acting_for(viewer):
        raise NotEnoughMoney
    assert the_book() is None


@pytest.mark.postgres
def test_a_reader_writes_nothing(books: Books, viewer: Viewer) -> None:
    with (
        nothing_moves(),
        pytest.raises(InternalError, match="read-only"),
        acting_for(viewer, read_only=True),
    ):
        books.put_in(books.pot, 5_00)
    books.put_in(books.pot, 5_00)


@pytest.mark.postgres
@pytest.mark.parametrize("how", [{"read_only": True}, {"one_moment": True}])
def test_one_moment_is_seen(how: dict[str, bool], books: Books, viewer: Viewer) -> None:
    with acting_for(viewer, **how):
        before = balance(books.pot)
        all_at_once([lambda: books.put_in(books.pot, 5_00)])
        assert balance(books.pot) == before
    assert balance(books.pot) == before + 5_00


@pytest.mark.sqlite
def test_a_reader_on_sqlite_keeps_nobody_waiting(viewer: Viewer) -> None:
    with acting_for(viewer, read_only=True):
        assert not connection.in_atomic_block
