"""A decision is posted once for each key, both sides or neither, and may be refused."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from ledgers import services
from ledgers.errors import KeyReused, NotEnoughMoney, NothingToPost
from ledgers.models import Transfer
from ledgers.values import About, TransferKind
from tests.ledgers.books import Books, available, balance, nothing_moves


def test_both_sides_move(books: Books) -> None:
    row = books.put_in(books.pot, 500_00)
    assert (balance(books.pot), balance(books.funding)) == (500_00, -500_00)
    assert row.entry == row.key


def test_a_key_posts_once(books: Books) -> None:
    posting = books.posting(books.funding, books.pot, 500_00)
    first = services.post(posting)
    with nothing_moves():
        assert services.post(posting).id == first.id
    assert balance(books.pot) == 500_00


def test_a_repeat_is_answered_when_the_money_is_gone(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    posting = books.posting(books.pot, books.clearing, 400_00)
    first = services.post(posting)
    with nothing_moves():
        assert services.post(posting).id == first.id


@pytest.mark.parametrize(
    "other",
    [
        {"pence": 501_00},
        {"kind": TransferKind.OPENING_BALANCE},
        {"about": About("test", uuid4())},
        {"about": About("else", uuid4())},
    ],
    ids=["pence", "kind", "about", "about-kind"],
)
def test_a_key_stands_for_one_movement(books: Books, other: dict[str, Any]) -> None:
    posting = books.posting(books.funding, books.pot, 500_00)
    services.post(posting)
    with nothing_moves(), pytest.raises(KeyReused):
        services.post(replace(posting, **other))


def test_a_key_stands_for_its_accounts(books: Books) -> None:
    posting = books.posting(books.funding, books.pot, 500_00)
    services.post(posting)
    with nothing_moves(), pytest.raises(KeyReused):
        services.post(replace(posting, credit_id=books.budget.id))


def test_when_and_by_whom_it_is_asked_again_may_differ(books: Books) -> None:
    posting = books.posting(books.funding, books.pot, 500_00)
    first = services.post(posting)
    with nothing_moves():
        assert services.post(replace(posting, posted_by=uuid4())).id == first.id


def test_two_books_may_use_one_key(books: Books) -> None:
    other, key = Books(), uuid4()
    books.post(books.funding, books.pot, 1_00, key=key)
    other.post(other.funding, other.pot, 2_00, key=key)
    assert (balance(books.pot), balance(other.pot)) == (1_00, 2_00)


@pytest.mark.parametrize("account", ["pot", "budget"])
def test_no_more_than_there_is(books: Books, account: str) -> None:
    source = getattr(books, account)
    books.put_in(source, 500_00)
    with nothing_moves(), pytest.raises(NotEnoughMoney):
        books.post(source, books.clearing, 500_01)
    books.post(source, books.clearing, 500_00)
    assert available(source) == 0


def test_held_money_is_not_there(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    books.hold(books.pot, 300_00)
    with nothing_moves(), pytest.raises(NotEnoughMoney):
        books.post(books.pot, books.clearing, 200_01)


def test_the_councils_funding_has_no_floor(books: Books) -> None:
    books.put_in(books.pot, 1_000_000_00)
    assert balance(books.funding) == -1_000_000_00


@pytest.mark.parametrize("pence", [0, -1])
def test_a_movement_needs_a_penny(books: Books, pence: int) -> None:
    with nothing_moves(), pytest.raises(NothingToPost):
        books.post(books.funding, books.pot, pence)
    with nothing_moves(), pytest.raises(NothingToPost):
        books.fact(books.funding, books.pot, pence)
    assert not Transfer.objects.exists()


def test_an_opened_budget_has_its_overspent_account(books: Books) -> None:
    assert books.overspent.overspends_id == books.budget.id
    assert books.budget.may_overspend
    assert not books.pot.may_overspend
