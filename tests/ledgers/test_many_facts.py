"""Many facts at once come to the same as one after the other, to the penny and the part."""

import random
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest

from ledgers import services
from ledgers.errors import KeyReused, NotEnoughMoney, NothingToPost
from ledgers.models import Account, Transfer
from ledgers.services import facts_many
from ledgers.values import About, AccountKind, Posting
from tests.ledgers.books import Books, available, balance, nothing_moves
from tests.ledgers.crowd import all_at_once


class Places:
    """A book with three budgets, a pot, and what they have to do with."""

    def __init__(self) -> None:
        self.books = Books()
        budgets = [self.books.budget, *(self.books.open(AccountKind.BUDGET) for _ in range(2))]
        shared = [self.books.funding, self.books.clearing, self.books.spending]
        beside = [Account.objects.get(overspends=one) for one in budgets]
        self.all = [*budgets, self.books.pot, *shared, *beside]
        self.books.put_in(self.books.pot, 10_000_00)

    def postings(self, seed: int, count: int) -> list[Posting]:
        """The same for the same seed, whatever the book."""
        chance = random.Random(seed)
        picked = [chance.sample(range(7), 2) for _ in range(count)]
        return [
            self.books.posting(
                self.all[debit],
                self.all[credit],
                chance.randint(1, 30_00),
                key=UUID(int=seed << 64 | place, version=4),
                about=About("test", UUID(int=place)),
            )
            for place, (debit, credit) in enumerate(picked)
        ]

    def standing(self) -> list[tuple[int, int]]:
        return [(balance(account), available(account)) for account in self.all]

    def parts(self) -> list[tuple[UUID, str, str, int]]:
        place = {account.id: number for number, account in enumerate(self.all)}
        rows = Transfer.objects.filter(book=self.books.book, about_kind="test")
        return sorted(
            (row.entry, place[row.debit_id], place[row.credit_id], row.pence)
            for row in rows.exclude(kind="pot_filled")
        )


@pytest.mark.parametrize("seed", range(12))
def test_all_at_once_is_one_after_the_other(db: None, seed: int) -> None:
    together, in_turn = Places(), Places()
    for batch in range(3):
        some = together.postings(100 * seed + batch, 2 + seed)
        services.post_many_facts(some)
        for posting in in_turn.postings(100 * seed + batch, 2 + seed):
            services.post_fact(posting)
        assert together.standing() == in_turn.standing()
    assert together.parts() == in_turn.parts()


def test_what_is_calm_is_posted_as_one_set(books: Books) -> None:
    budgets = [books.open(AccountKind.BUDGET) for _ in range(5)]
    postings = [books.posting(books.clearing, budget, 5_00) for budget in budgets]
    with patch.object(facts_many, "post_split") as split:
        services.post_many_facts(postings)
    assert not split.called
    assert [balance(budget) for budget in budgets] == [5_00] * 5


def test_what_is_overspent_is_filled_and_the_rest_is_one_set(books: Books) -> None:
    calm = books.open(AccountKind.BUDGET)
    books.fact(books.budget, books.spending, 3_00)
    postings = [books.posting(books.clearing, one, 5_00) for one in (calm, books.budget)]
    with patch.object(facts_many, "post_split", side_effect=facts_many.post_split) as split:
        services.post_many_facts(postings)
    assert [call.args[0] for call in split.call_args_list] == [[postings[1]]]
    assert [balance(one) for one in (calm, books.budget, books.overspent)] == [5_00, 2_00, 0]


@pytest.mark.parametrize("overspent", [0, 3_00])
def test_the_same_again_posts_nothing(books: Books, overspent: int) -> None:
    if overspent:
        books.fact(books.budget, books.spending, overspent)
    postings = [books.posting(books.clearing, books.budget, 5_00) for _ in range(2)]
    services.post_many_facts(postings)
    with nothing_moves():
        services.post_many_facts(postings)
        services.post_many_facts([postings[1], postings[1]])


@pytest.mark.parametrize("other", [{"pence": 5_01}, {"about": About("test", uuid4())}])
def test_a_key_met_again_for_something_else_undoes_all(books: Books, other: dict[str, Any]) -> None:
    posting = books.posting(books.clearing, books.budget, 5_00)
    services.post_many_facts([posting])
    new = books.posting(books.clearing, books.budget, 1_00)
    with nothing_moves(), pytest.raises(KeyReused):
        services.post_many_facts([new, replace(posting, **other)])


def test_a_pot_is_never_overspent(books: Books) -> None:
    books.put_in(books.pot, 5_00)
    fits = [books.posting(books.pot, books.budget, 5_00)]
    with nothing_moves(), pytest.raises(NotEnoughMoney):
        services.post_many_facts([*fits, books.posting(books.pot, books.spending, 1)])
    services.post_many_facts(fits)
    assert balance(books.budget) == 5_00


def test_each_has_a_penny(books: Books) -> None:
    with nothing_moves(), pytest.raises(NothingToPost):
        services.post_many_facts([books.posting(books.clearing, books.budget, 0)])


@pytest.mark.django_db(transaction=True)
def test_at_once_in_every_direction(books: Books) -> None:
    accounts = [books.budget, *(books.open(AccountKind.BUDGET) for _ in range(3)), books.pot]
    books.put_in(books.pot, 100_000_00)
    others = [books.clearing, books.spending, books.funding]

    def some(seed: int) -> int:
        mine = random.Random(seed)
        for _ in range(5):
            sides = [mine.sample([*accounts, *others], 2) for _ in range(12)]
            services.post_many_facts([books.posting(*two, mine.randint(1, 9_00)) for two in sides])
        return seed

    seeds = list(range(6))
    assert all_at_once([partial(some, seed) for seed in seeds]) == seeds
