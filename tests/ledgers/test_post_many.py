"""Many are posted at once, each once for its key, all of them or none."""

import random
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from ledgers import services
from ledgers.errors import AlreadyReversed, HoldSpent, KeyReused, NotEnoughMoney, NothingToPost
from ledgers.models import Account, Transfer
from ledgers.services.posting_many import MOST
from ledgers.values import About, AccountKind, Posting, TransferKind
from tests.ledgers.books import NOW, Books, available, balance, everything, nothing_moves
from tests.ledgers.crowd import all_at_once


def posted(ids: list[UUID]) -> list[Transfer]:
    found = Transfer.objects.in_bulk(ids)
    return [found[one] for one in ids]


def filling(books: Books, pence: int = 1_00, **more: Any) -> Posting:
    return books.posting(books.funding, books.pot, pence, **more)


def test_all_are_posted_in_their_order(books: Books) -> None:
    budgets = [books.open(AccountKind.BUDGET) for _ in range(3)]
    postings = [books.posting(books.funding, one, 10_00 + n) for n, one in enumerate(budgets)]
    rows = posted(services.post_many(postings))
    assert [(row.key, row.credit_id, row.pence) for row in rows] == [
        (posting.key, posting.credit_id, posting.pence) for posting in postings
    ]
    assert [balance(one) for one in budgets] == [10_00, 10_01, 10_02]
    assert balance(books.funding) == -30_03
    assert {row.entry for row in rows} == {posting.key for posting in postings}


def test_what_is_posted_is_kept_as_post_keeps_it(books: Books) -> None:
    one, other = filling(books), filling(books)
    (many, single) = posted([*services.post_many([one]), services.post(other).id])
    different = {"_state", "id", "key", "entry"}
    first, second = vars(many), vars(single)
    assert {k: v for k, v in first.items() if k not in different} == {
        k: v for k, v in second.items() if k not in different
    }
    assert many.posted_at == NOW


def test_nothing_to_post_is_nothing_posted(books: Books) -> None:
    with nothing_moves():
        assert services.post_many([]) == []


def test_the_same_again_is_answered_with_the_first(books: Books) -> None:
    postings = [filling(books, pence) for pence in (1_00, 2_00, 3_00)]
    first = services.post_many(postings)
    with nothing_moves():
        again = services.post_many(postings[::-1])
    assert again == first[::-1]


def test_what_is_new_beside_the_old_is_posted(books: Books) -> None:
    old, new = filling(books, 1_00), filling(books, 2_00)
    first = services.post(old)
    assert services.post_many([old, new])[0] == first.id
    assert balance(books.pot) == 3_00


def test_a_key_twice_in_one_call_posts_once(books: Books) -> None:
    posting = filling(books, 5_00)
    ids = services.post_many([posting, filling(books), replace(posting, posted_by=uuid4())])
    assert ids[0] == ids[2] != ids[1]
    assert balance(books.pot) == 6_00


OTHER = [
    {"pence": 5_01},
    {"kind": TransferKind.OPENING_BALANCE},
    {"about": About("test", uuid4())},
]


@pytest.mark.parametrize("other", OTHER, ids=["pence", "kind", "about"])
def test_a_key_twice_in_one_call_stands_for_one_movement(
    books: Books, other: dict[str, Any]
) -> None:
    posting = filling(books, 5_00)
    with nothing_moves(), pytest.raises(KeyReused) as refused:
        services.post_many([filling(books), posting, replace(posting, **other)])
    assert refused.value.key == posting.key


@pytest.mark.parametrize("other", OTHER, ids=["pence", "kind", "about"])
def test_a_key_met_again_with_other_content_undoes_all(books: Books, other: dict[str, Any]) -> None:
    posting = filling(books, 5_00)
    services.post(posting)
    with nothing_moves(), pytest.raises(KeyReused) as refused:
        services.post_many([filling(books), replace(posting, **other), filling(books)])
    assert refused.value.key == posting.key


def test_two_books_may_use_one_key(books: Books) -> None:
    other, key = Books(), uuid4()
    services.post_many([filling(books, 1_00, key=key), filling(other, 2_00, key=key)])
    assert (balance(books.pot), balance(other.pot)) == (1_00, 2_00)
    with nothing_moves():
        services.post_many([filling(other, 2_00, key=key), filling(books, 1_00, key=key)])


def test_too_little_money_refuses_the_whole_batch(books: Books) -> None:
    """£10.00 in the pot: £4.00 and £6.00 would fit, a penny more does not."""
    books.put_in(books.pot, 10_00)
    fits = [books.posting(books.pot, books.clearing, pence) for pence in (4_00, 6_00)]
    with nothing_moves(), pytest.raises(NotEnoughMoney):
        services.post_many([*fits, books.posting(books.pot, books.clearing, 1)])
    services.post_many(fits)
    assert (available(books.pot), balance(books.clearing)) == (0, 10_00)


def test_held_money_is_not_there(books: Books) -> None:
    books.put_in(books.pot, 10_00)
    books.hold(books.pot, 3_00)
    with nothing_moves(), pytest.raises(NotEnoughMoney):
        services.post_many([books.posting(books.pot, books.clearing, 7_01)])


def test_a_repeat_is_answered_when_the_money_is_gone(books: Books) -> None:
    books.put_in(books.pot, 10_00)
    posting = books.posting(books.pot, books.clearing, 10_00)
    first = services.post_many([posting])
    with nothing_moves():
        assert services.post_many([posting]) == first


def test_what_comes_in_pays_for_what_goes_out_whatever_comes_first(books: Books) -> None:
    services.post_many(
        [
            books.posting(books.budget, books.spending, 5_00),
            books.posting(books.pot, books.budget, 5_00),
            books.posting(books.funding, books.pot, 5_00),
        ]
    )
    assert (balance(books.pot), balance(books.budget), balance(books.spending)) == (0, 0, 5_00)


@pytest.mark.parametrize("pence", [0, -1])
def test_a_movement_needs_a_penny(books: Books, pence: int) -> None:
    with nothing_moves(), pytest.raises(NothingToPost):
        services.post_many([filling(books), filling(books, pence)])


def test_a_thousand_at_most(books: Books) -> None:
    postings = [filling(books, 1) for _ in range(MOST + 1)]
    with nothing_moves(), pytest.raises(ValueError, match="1000"):
        services.post_many(postings)
    services.post_many(postings[:MOST])
    assert balance(books.pot) == MOST


def test_an_account_of_another_book_is_not_there(books: Books) -> None:
    other = Books()
    astray = books.posting(books.funding, other.pot, 1_00)
    with nothing_moves(), pytest.raises(IntegrityError):
        services.post_many([filling(books), astray])


def test_an_account_that_is_not_there(books: Books) -> None:
    nowhere = Account(id=uuid4())
    with nothing_moves(), pytest.raises(IntegrityError):
        services.post_many([filling(books), books.posting(books.funding, nowhere, 1_00)])


def test_a_hold_is_captured_once_over(books: Books) -> None:
    books.put_in(books.pot, 10_00)
    held = books.hold(books.pot, 6_00)
    captures = [
        books.posting(books.pot, books.clearing, pence, hold_id=held.id) for pence in (4_00, 2_00)
    ]
    beyond = books.posting(books.pot, books.clearing, 1, hold_id=held.id)
    with nothing_moves(), pytest.raises(HoldSpent):
        services.post_many([*captures, beyond])
    services.post_many(captures)
    assert (balance(books.pot), available(books.pot)) == (4_00, 4_00)


def test_a_transfer_is_reversed_once(books: Books) -> None:
    row = books.put_in(books.pot, 10_00)
    back = books.posting(books.pot, books.funding, 10_00, reverses_id=row.id)
    with nothing_moves(), pytest.raises(AlreadyReversed):
        services.post_many([back, replace(back, key=uuid4())])
    services.post_many([back])
    assert balance(books.pot) == 0


def test_inside_another_transaction_it_is_undone_with_it(books: Books) -> None:
    before = everything()
    with transaction.atomic():
        services.post_many([filling(books)])
        services.post_many([filling(books), filling(books)])
        assert balance(books.pot) == 3_00
        transaction.set_rollback(True)
    assert everything() == before


def test_a_refusal_leaves_the_transaction_around_it_usable(books: Books) -> None:
    with transaction.atomic():
        services.post_many([filling(books, 1_00)])
        with pytest.raises(NotEnoughMoney):
            services.post_many([books.posting(books.pot, books.clearing, 1_01)])
        services.post_many([books.posting(books.pot, books.clearing, 1_00)])
    assert (balance(books.pot), balance(books.clearing)) == (0, 1_00)


@pytest.mark.django_db(transaction=True)
def test_two_who_post_the_same_post_it_once(books: Books) -> None:
    postings = [filling(books, 1 + n) for n in range(40)]
    answers = all_at_once(
        [partial(services.post_many, random.Random(n).sample(postings, 40)) for n in range(6)]
    )
    assert [len(set(answer)) for answer in answers] == [40] * 6
    assert len(set().union(*answers)) == 40
    assert balance(books.pot) == 40 * 41 // 2


@pytest.mark.django_db(transaction=True)
def test_many_in_every_direction_make_no_deadlock_and_overspend_nothing(books: Books) -> None:
    accounts = [books.pot, *(books.open(AccountKind.BUDGET) for _ in range(3))]
    for account in accounts:
        books.put_in(account, 100_00)
    shared = [books.clearing, books.spending, books.funding]

    def some(seed: int) -> int:
        mine = random.Random(seed)
        for _ in range(8):
            sides = [mine.sample([*accounts, *shared], 2) for _ in range(10)]
            try:
                services.post_many([books.posting(*two, mine.randint(1, 20_00)) for two in sides])
            except NotEnoughMoney:
                books.fact(accounts[1], books.spending, mine.randint(1, 50))
        return seed

    seeds = list(range(8))
    assert all_at_once([partial(some, seed) for seed in seeds]) == seeds
    assert all(available(account) >= 0 for account in accounts)
