"""What has happened is never refused for lack of money; a mistake is reversed once."""

from dataclasses import replace
from uuid import uuid4

import pytest

from ledgers import selectors, services
from ledgers.errors import AlreadyReversed, KeyReused, LedgerRefused, NotEnoughMoney
from ledgers.models import Account, Transfer
from ledgers.values import About, Posting, TransferKind
from tests.ledgers.books import Books, balance, nothing_moves, parts


def test_a_fact_that_fits_is_one_transfer(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    assert parts(books.fact(books.budget, books.spending, 50_00)) == [
        (books.budget.id, books.spending.id, 50_00)
    ]


def test_a_fact_takes_the_rest_as_overspent(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    rows = books.fact(books.budget, books.spending, 80_01)
    assert parts(rows) == [
        (books.budget.id, books.spending.id, 50_00),
        (books.overspent.id, books.spending.id, 30_01),
    ]
    assert len({row.entry for row in rows}) == 1
    budget = Account.objects.get(id=books.budget.id)
    assert (budget.available_pence, selectors.left_pence(budget)) == (0, -30_01)


def test_held_money_is_not_taken_by_a_fact(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    books.hold(books.budget, 20_00)
    books.fact(books.budget, books.spending, 40_00)
    assert (balance(books.budget), balance(books.overspent)) == (20_00, -10_00)


def test_a_credit_fills_what_is_overspent_first(books: Books) -> None:
    books.fact(books.budget, books.spending, 30_00)
    assert parts(books.fact(books.funding, books.budget, 20_00)) == [
        (books.funding.id, books.overspent.id, 20_00)
    ]
    assert parts(books.fact(books.funding, books.budget, 25_00)) == [
        (books.funding.id, books.overspent.id, 10_00),
        (books.funding.id, books.budget.id, 15_00),
    ]
    assert (balance(books.budget), balance(books.overspent)) == (15_00, 0)


def test_a_split_on_both_sides(books: Books) -> None:
    other = Books(book=books.book)
    books.put_in(books.budget, 50_00)
    books.fact(other.budget, books.spending, 70_00)
    rows = books.fact(books.budget, other.budget, 100_00)
    assert parts(rows) == [
        (books.budget.id, other.overspent.id, 50_00),
        (books.overspent.id, other.overspent.id, 20_00),
        (books.overspent.id, other.budget.id, 30_00),
    ]
    assert [balance(account) for account in (books.budget, books.overspent)] == [0, -50_00]
    assert [balance(account) for account in (other.budget, other.overspent)] == [30_00, 0]


def test_a_fact_is_posted_once_for_a_key(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    posting = books.posting(books.budget, books.spending, 80_00)
    first = services.post_fact(posting)
    books.put_in(books.budget, 500_00)
    with nothing_moves():
        assert parts(services.post_fact(posting)) == parts(first)
    for other in (
        {"pence": 80_01},
        {"kind": TransferKind.REFUNDED},
        {"about": About("test", uuid4())},
        {"credit_id": books.clearing.id},
        {"debit_id": books.pot.id},
    ):
        with nothing_moves(), pytest.raises(KeyReused):
            services.post_fact(replace(posting, **other))


def test_several_facts_are_all_or_none(books: Books) -> None:
    fits = books.posting(books.budget, books.spending, 10_00)
    from_an_empty_pot = books.posting(books.pot, books.spending, 10_00)
    with nothing_moves(), pytest.raises(NotEnoughMoney):
        services.post_many_facts([fits, from_an_empty_pot])


def pence_of(posting: Posting) -> list[int]:
    """What a fact was posted as, in pence."""
    return list(Transfer.objects.filter(entry=posting.key).values_list("pence", flat=True))


def test_several_facts_see_each_other(books: Books) -> None:
    books.put_in(books.budget, 15_00)
    first, second = (books.posting(books.budget, books.spending, 10_00) for _ in range(2))
    services.post_many_facts([first, second])
    assert pence_of(first) == [10_00]
    assert pence_of(second) == [5_00, 5_00]


def test_a_reversal_goes_the_other_way(books: Books) -> None:
    row = books.put_in(books.pot, 500_00)
    (back,) = books.reverse(row)
    assert parts([back]) == [(books.pot.id, books.funding.id, 500_00)]
    assert (back.reverses_id, balance(books.pot)) == (row.id, 0)


def test_a_reversal_is_made_once(books: Books) -> None:
    row, key = books.put_in(books.pot, 500_00), uuid4()
    books.put_in(books.pot, 500_00)
    first = books.reverse(row, key)
    with nothing_moves():
        assert parts(books.reverse(row, key)) == parts(first)
    with nothing_moves(), pytest.raises(AlreadyReversed):
        books.reverse(row)


def test_a_reversal_of_what_is_spent_is_overspent(books: Books) -> None:
    row = books.put_in(books.budget, 50_00)
    books.fact(books.budget, books.spending, 40_00)
    key = uuid4()
    rows = books.reverse(row, key)
    assert parts(rows) == [
        (books.budget.id, books.funding.id, 10_00),
        (books.overspent.id, books.funding.id, 40_00),
    ]
    assert {part.reverses_id for part in rows} == {row.id}
    with nothing_moves():
        assert parts(books.reverse(row, key)) == parts(rows)
    with nothing_moves(), pytest.raises(AlreadyReversed):
        books.reverse(row)


def test_a_reversal_of_a_split_fact(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    from_money, from_nothing = books.fact(books.budget, books.spending, 80_00)
    assert parts(books.reverse(from_money)) == [
        (books.spending.id, books.overspent.id, 30_00),
        (books.spending.id, books.budget.id, 20_00),
    ]
    assert parts(books.reverse(from_nothing)) == [(books.spending.id, books.budget.id, 30_00)]
    assert (balance(books.budget), balance(books.overspent)) == (50_00, 0)
    for row in (from_money, from_nothing):
        with nothing_moves(), pytest.raises(AlreadyReversed):
            books.reverse(row)


def partly(books: Books, row: Transfer, pence: int) -> list[Transfer]:
    debit, credit = Account.objects.get(id=row.credit_id), Account.objects.get(id=row.debit_id)
    return books.fact(debit, credit, pence, reverses_id=row.id)


def test_a_part_is_reversed_once(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    (row,) = books.fact(books.budget, books.spending, 50_00)
    partly(books, row, 20_00)
    with nothing_moves(), pytest.raises(AlreadyReversed):
        partly(books, row, 20_00)
    with nothing_moves(), pytest.raises(AlreadyReversed):
        books.reverse(row)
    assert balance(books.budget) == 20_00


def test_a_second_part_by_way_of_overspent_is_refused(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    (row,) = books.fact(books.budget, books.spending, 50_00)
    partly(books, row, 20_00)
    books.fact(books.budget, books.clearing, 25_00)
    with nothing_moves(), pytest.raises(AlreadyReversed):
        partly(books, row, 5_00)


def test_no_more_is_reversed_than_there_was(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    (row,) = books.fact(books.budget, books.spending, 50_00)
    with nothing_moves(), pytest.raises(AlreadyReversed):
        partly(books, row, 50_01)


def test_a_reversal_may_be_reversed(books: Books) -> None:
    row = books.put_in(books.pot, 500_00)
    (back,) = books.reverse(row)
    books.reverse(back)
    assert balance(books.pot) == 500_00


def test_filling_what_is_overspent_is_no_movement_to_reverse(books: Books) -> None:
    books.put_in(books.budget, 100_00)
    held = books.hold(books.budget, 100_00)
    books.fact(books.budget, books.spending, 30_00)
    books.release(held)
    filled = Transfer.objects.get(kind=TransferKind.OVERSPENT_FILLED)
    with nothing_moves(), pytest.raises(LedgerRefused):
        books.reverse(filled)
