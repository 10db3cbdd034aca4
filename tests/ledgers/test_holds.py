"""Money is set aside, and then captured, released, or both in parts."""

from uuid import uuid4

import pytest

from ledgers import selectors, services
from ledgers.errors import HoldSpent, KeyReused, NotEnoughMoney, NothingToPost
from ledgers.models import Account
from ledgers.values import About, AccountKind, TransferKind
from tests.ledgers.books import BY, NOW, Books, available, balance, nothing_moves, parts


def held(account: Account) -> int:
    return Account.objects.get(id=account.id).debits_held


def test_a_hold_sets_money_aside(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    row = books.hold(books.pot, 300_00)
    assert (balance(books.pot), available(books.pot)) == (500_00, 200_00)
    assert selectors.held_pence(row) == 300_00


def test_no_more_is_held_than_there_is(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    books.hold(books.pot, 300_00)
    with nothing_moves(), pytest.raises(NotEnoughMoney):
        books.hold(books.pot, 200_01)
    with nothing_moves(), pytest.raises(NothingToPost):
        books.hold(books.pot, 0)


def test_a_hold_is_made_once_for_a_key(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    key = uuid4()
    first = books.hold(books.pot, 300_00, key)
    with nothing_moves():
        assert books.hold(books.pot, 300_00, key).id == first.id
    with nothing_moves(), pytest.raises(KeyReused):
        books.hold(books.pot, 299_99, key)
    with nothing_moves(), pytest.raises(KeyReused):
        services.hold(
            account=books.pot,
            pence=300_00,
            key=key,
            about=About("test", uuid4()),
            by=BY,
            now=NOW,
        )


def test_a_capture_takes_held_money(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    row = books.hold(books.pot, 300_00)
    (transfer,) = books.capture(row, 300_00)
    assert transfer.hold_id == row.id
    assert (balance(books.pot), held(books.pot), balance(books.clearing)) == (200_00, 0, 300_00)


def test_captures_in_parts(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    row = books.hold(books.pot, 300_00)
    books.capture(row, 100_00)
    books.capture(row, 50_00)
    assert selectors.held_pence(row) == 150_00
    assert (balance(books.pot), available(books.pot)) == (350_00, 200_00)


def test_a_capture_is_made_once_for_a_key(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    row, key = books.hold(books.pot, 300_00), uuid4()
    first = books.capture(row, 300_00, key)
    with nothing_moves():
        assert parts(books.capture(row, 300_00, key)) == parts(first)
    with nothing_moves(), pytest.raises(KeyReused):
        books.capture(row, 299_99, key)
    with nothing_moves(), pytest.raises(KeyReused):
        books.capture(row, 300_00, key, credit=books.spending)
    with nothing_moves(), pytest.raises(NothingToPost):
        books.capture(row, 0)


def test_what_is_captured_beyond_the_hold_is_a_fact(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    row, key = books.hold(books.budget, 30_00), uuid4()
    first = books.capture(row, 65_00, key)
    assert parts(first) == [
        (books.budget.id, books.clearing.id, 30_00),
        (books.budget.id, books.clearing.id, 20_00),
        (books.overspent.id, books.clearing.id, 15_00),
    ]
    assert {transfer.entry for transfer in first} == {key}
    assert [transfer.hold_id for transfer in first] == [row.id, None, None]
    with nothing_moves():
        assert parts(books.capture(row, 65_00, key)) == parts(first)
    with nothing_moves(), pytest.raises(KeyReused):
        books.capture(row, 64_99, key)
    assert (balance(books.budget), balance(books.overspent)) == (0, -15_00)


def test_a_capture_after_the_hold_is_spent_is_a_fact(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    row, key = books.hold(books.budget, 30_00), uuid4()
    books.release(row)
    first = books.capture(row, 60_00, key)
    assert parts(first) == [
        (books.budget.id, books.clearing.id, 50_00),
        (books.overspent.id, books.clearing.id, 10_00),
    ]
    with nothing_moves():
        assert parts(books.capture(row, 60_00, key)) == parts(first)


def test_a_pot_is_not_overspent_by_a_capture(books: Books) -> None:
    books.put_in(books.pot, 50_00)
    row = books.hold(books.pot, 30_00)
    with nothing_moves(), pytest.raises(NotEnoughMoney):
        books.capture(row, 50_01)


def test_a_capture_into_a_budget_fills_what_is_overspent(books: Books) -> None:
    books.put_in(books.pot, 100_00)
    books.fact(books.budget, books.spending, 12_00)
    row, key = books.hold(books.pot, 100_00), uuid4()
    first = books.capture(row, 40_00, key, credit=books.budget)
    assert parts(first) == [
        (books.pot.id, books.overspent.id, 12_00),
        (books.pot.id, books.budget.id, 28_00),
    ]
    with nothing_moves():
        assert parts(books.capture(row, 40_00, key, credit=books.budget)) == parts(first)
    assert (selectors.held_pence(row), balance(books.overspent)) == (60_00, 0)


def test_a_release_lets_all_go_that_is_left(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    row = books.hold(books.pot, 300_00)
    books.capture(row, 100_00)
    assert books.release(row).pence == 200_00
    assert (balance(books.pot), available(books.pot)) == (400_00, 400_00)


def test_a_release_in_part(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    row = books.hold(books.pot, 300_00)
    books.release(row, 100_00)
    with nothing_moves(), pytest.raises(HoldSpent):
        books.release(row, 200_01)
    assert available(books.pot) == 300_00


def test_a_release_of_one_hold_leaves_the_others(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    first, _ = books.hold(books.pot, 100_00), books.hold(books.pot, 300_00)
    with nothing_moves(), pytest.raises(HoldSpent):
        books.release(first, 100_01)


def test_a_release_is_made_once_for_a_key(books: Books) -> None:
    books.put_in(books.pot, 500_00)
    row, other = books.hold(books.pot, 300_00), books.hold(books.pot, 1_00)
    key = uuid4()
    first = books.release(row, key=key)
    with nothing_moves():
        assert books.release(row, key=key).id == first.id
    for changed in ({"held": row, "pence": 1}, {"held": other}):
        with nothing_moves(), pytest.raises(KeyReused):
            books.release(**changed, key=key)
    with nothing_moves(), pytest.raises(NothingToPost):
        books.release(row)


def test_a_release_fills_what_is_overspent(books: Books) -> None:
    books.put_in(books.budget, 100_00)
    row = books.hold(books.budget, 80_00)
    books.fact(books.budget, books.spending, 50_00)
    assert (available(books.budget), balance(books.overspent)) == (0, -30_00)
    books.release(row, 20_00)
    assert (available(books.budget), balance(books.overspent)) == (0, -10_00)
    books.release(row)
    assert (available(books.budget), balance(books.overspent)) == (50_00, 0)
    filled = selectors.list_about(books.book.id, books.about.kind, books.about.id).filter(
        kind=TransferKind.OVERSPENT_FILLED
    )
    assert [transfer.pence for transfer in filled] == [20_00, 10_00]


def test_a_repeated_release_fills_once(books: Books) -> None:
    books.put_in(books.budget, 100_00)
    row, key = books.hold(books.budget, 80_00), uuid4()
    books.fact(books.budget, books.spending, 50_00)
    books.release(row, key=key)
    with nothing_moves():
        books.release(row, key=key)


def test_a_fund_is_like_a_budget(books: Books) -> None:
    fund = books.open(AccountKind.FUND)
    books.put_in(fund, 10_00)
    books.fact(fund, books.spending, 25_00)
    assert (balance(fund), selectors.left_pence(fund)) == (0, 0 - 15_00)
