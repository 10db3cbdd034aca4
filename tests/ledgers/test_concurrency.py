"""What holds when many ask at once, on both engines."""

import random
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from budgets.councils.models import Member, MemberRole, User
from budgets.councils.values import Role
from ledgers import services
from ledgers.errors import AlreadyReversed, KeyReused, NotEnoughMoney
from ledgers.models import Hold, Release, Transfer
from ledgers.services.posting import as_transfer
from ledgers.values import AccountKind
from tests.ledgers.attacks.raw import insert, run
from tests.ledgers.books import NOW, Books, available, balance, parts
from tests.ledgers.crowd import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_cannot_overspend_a_pot(books: Books) -> None:
    books.put_in(books.pot, 100_00)
    answers = all_at_once([partial(books.post, books.pot, books.clearing, 7_00)] * 20)
    refused = [answer for answer in answers if isinstance(answer, NotEnoughMoney)]
    assert (len(refused), sum(isinstance(answer, Transfer) for answer in answers)) == (6, 14)
    assert (available(books.pot), balance(books.clearing)) == (2_00, 98_00)


def test_raw_statements_cannot_overspend_a_pot(books: Books) -> None:
    books.put_in(books.pot, 100_00)
    rows = [as_transfer(books.posting(books.pot, books.clearing, 30_00)) for _ in range(10)]
    statements = [insert(row) for row in rows]
    answers = all_at_once([partial(run, sql, *values) for sql, values in statements])
    assert sum(isinstance(answer, IntegrityError) for answer in answers) == 7
    assert available(books.pot) == 10_00


def test_holds_and_payments_share_what_there_is(books: Books) -> None:
    books.put_in(books.pot, 100_00)
    calls: list[Callable[[], Any]] = [
        partial(books.hold, books.pot, 30_00),
        partial(books.post, books.pot, books.clearing, 30_00),
    ]
    answers = all_at_once(calls * 5)
    assert sum(isinstance(answer, NotEnoughMoney) for answer in answers) == 7
    assert available(books.pot) == 10_00


def test_one_key_from_ten_is_one_transfer(books: Books) -> None:
    posting = books.posting(books.funding, books.pot, 5_00)
    answers = all_at_once([partial(services.post, posting)] * 10)
    assert len({answer.id for answer in answers}) == 1
    assert balance(books.pot) == 5_00


def test_one_key_with_two_sums_is_one_transfer(books: Books) -> None:
    key = uuid4()
    calls = [
        partial(books.post, books.funding, books.pot, pence, key=key) for pence in (1_00, 2_00)
    ]
    answers = all_at_once(calls * 5)
    posted = [answer for answer in answers if isinstance(answer, Transfer)]
    assert sum(isinstance(answer, KeyReused) for answer in answers) == 5
    assert (len(posted), len({answer.id for answer in posted})) == (5, 1)
    assert balance(books.pot) == posted[0].pence


def test_one_key_from_ten_is_one_hold_one_fact_one_capture_one_release(books: Books) -> None:
    books.put_in(books.budget, 100_00)
    key = uuid4()
    (held, *others) = all_at_once([partial(books.hold, books.budget, 60_00, key)] * 10)
    assert {other.id for other in others} == {held.id}
    fact = books.posting(books.budget, books.spending, 50_00)
    split = all_at_once([partial(services.post_fact, fact)] * 10)
    assert {tuple(parts(answer)) for answer in split} == {tuple(parts(split[0]))}
    taken = all_at_once([partial(books.capture, held, 20_00, key)] * 10)
    assert {tuple(parts(answer)) for answer in taken} == {tuple(parts(taken[0]))}
    freed = all_at_once([partial(books.release, held, key=key)] * 10)
    assert len({answer.id for answer in freed}) == 1
    assert (Hold.objects.count(), Release.objects.count()) == (1, 1)
    assert (available(books.budget), balance(books.overspent)) == (30_00, 0)


def test_a_hold_is_captured_once_over(books: Books) -> None:
    books.put_in(books.pot, 100_00)
    held = books.hold(books.pot, 100_00)
    answers = all_at_once([partial(books.capture, held, 40_00)] * 8)
    assert sum(isinstance(answer, NotEnoughMoney) for answer in answers) == 6
    assert (balance(books.pot), balance(books.clearing)) == (20_00, 80_00)


def test_facts_at_once_are_all_posted(books: Books) -> None:
    books.put_in(books.budget, 50_00)
    spent = partial(books.fact, books.budget, books.spending, 10_00)
    came = partial(books.fact, books.funding, books.budget, 5_00)
    answers = all_at_once([spent, came] * 10)
    assert all(isinstance(answer, list) for answer in answers)
    assert (balance(books.budget), balance(books.overspent)) == (0, 0)
    assert balance(books.spending) == 100_00


def test_a_transfer_is_reversed_once(books: Books) -> None:
    row = books.put_in(books.pot, 10_00)
    books.put_in(books.pot, 100_00)
    answers = all_at_once([partial(books.reverse, row)] * 10)
    assert sum(isinstance(answer, AlreadyReversed) for answer in answers) == 9
    assert balance(books.pot) == 100_00


def test_any_order_of_accounts_makes_no_deadlock(books: Books) -> None:
    """Decisions, facts and captures between few accounts in every direction."""
    chance = random.Random(11)
    pots = [books.pot, books.budget, *(books.open(AccountKind.BUDGET) for _ in range(2))]
    for account in pots:
        books.put_in(account, 1000_00)
    held = [books.hold(account, 500_00) for account in pots]
    shared = [books.clearing, books.spending, books.funding]

    def some_of_each(seed: int) -> int:
        mine = random.Random(seed)
        for _ in range(15):
            debit, credit = mine.sample([*pots, *shared], 2)
            verb = mine.choice([books.post, books.fact])
            verb(debit, credit, mine.randint(1, 100))
            credit = mine.choice([a for a in [*pots, *shared] if a != pots[0]])
            books.capture(held[0], mine.randint(1, 100), credit=credit)
        return seed

    seeds = [chance.randrange(10**6) for _ in range(12)]
    assert all_at_once([partial(some_of_each, seed) for seed in seeds]) == seeds


def test_several_facts_in_any_order_make_no_deadlock(books: Books) -> None:
    budgets = [books.open(AccountKind.BUDGET) for _ in range(4)]

    def a_batch(seed: int) -> int:
        mine = random.Random(seed)
        for _ in range(10):
            order = mine.sample(budgets, len(budgets))
            services.post_many_facts(
                [books.posting(books.funding, budget, mine.randint(1, 9)) for budget in order]
                + [books.posting(budget, books.spending, 5) for budget in reversed(order)]
            )
        return seed

    seeds = list(range(10))
    assert all_at_once([partial(a_batch, seed) for seed in seeds]) == seeds


def test_a_row_and_what_it_points_at_stay_in_one_book(books: Books) -> None:
    """A member is moved to another council's book while they are given a role in this one."""
    other = Books()
    for place in range(5):
        user = User.objects.create_user(f"{place}@example.org")
        member = Member.objects.create(book=books.book, user=user, joined_at=NOW)
        role = MemberRole(book=books.book, member=member, role=Role.PRACTITIONER)
        moved = ("UPDATE councils_member SET book_id = %s WHERE id = %s", other.book.id, member.id)
        sql, values = insert(role)
        answers = all_at_once([partial(run, *moved), partial(run, sql, *values)])
        assert sum(isinstance(answer, IntegrityError) for answer in answers) == 1
    assert not MemberRole.objects.exclude(book_id=F("member__book_id")).exists()


@pytest.mark.postgres
def test_the_floor_holds_at_every_isolation(books: Books) -> None:
    books.put_in(books.pot, 100_00)

    def careful() -> Transfer:
        with transaction.atomic():
            run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return books.post(books.pot, books.clearing, 30_00)

    all_at_once([careful] * 10)
    assert available(books.pot) in {100_00, 70_00, 40_00, 10_00}
