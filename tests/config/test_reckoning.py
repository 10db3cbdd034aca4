"""What proofs reckon up: each kind of wrong is seen as what it is, and what is right is clean."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from config.england import England
from config.reckoning import Reckoning, reckon
from payments.outside.rails.practice.bank import PracticeBank
from payments.payouts import tasks
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState
from tests.factories import NOW, World, make_world
from tests.payments.worlds import at, open_bank, payment_of, poll

CLEAN = Reckoning(0, 0, 0, 0, 0, 0)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def bank() -> Iterator[PracticeBank]:
    with open_bank() as opened:
        yield opened


def reckoned(world: World, bank: PracticeBank) -> Reckoning:
    just_before = NOW - timedelta(seconds=1)
    return reckon(England(world.book_id, 1, UUID(int=1), UUID(int=2), just_before), bank)


@pytest.mark.parametrize("ending", ["78", "00", "98", "99"])
def test_however_it_ends_it_is_right(world: World, bank: PracticeBank, ending: str) -> None:
    payment_of(world, account_number=f"123456{ending}")
    poll(world)
    poll(world, hours=1)
    tasks.apply_returns(clock=at(NOW))
    found = reckoned(world, bank)
    assert (found, found.is_clean) == (CLEAN, True)


def test_what_the_bank_never_made_is_lost(world: World, bank: PracticeBank) -> None:
    payment_of(world, account_number="12345678")
    found = reckoned(world, bank)
    assert (found.lost, found.doubled, found.is_clean) == (1, 0, False)
    assert found.clearing_pence == 300_00


def test_what_the_bank_made_and_we_never_heard_of_is_lost(world: World, bank: PracticeBank) -> None:
    payment_of(world, account_number="12345678")
    poll(world)
    Payment.objects.update(state=PaymentState.SENT)
    found = reckoned(world, bank)
    assert (found.lost, found.told_wrong, found.postings_wrong) == (1, 1, 1)


def test_the_same_order_under_another_key_is_doubled(world: World, bank: PracticeBank) -> None:
    payment_of(world, account_number="12345678")
    poll(world)
    (made,) = bank.list_payments()
    order = {
        name: getattr(made, name)
        for name in ("our_id", "pence", "sort_code", "account_number", "account_name")
    }
    bank.pay("another key", order)
    assert reckoned(world, bank) == replace(CLEAN, doubled=1)
    bank.pay("a third", order | {"our_id": str(uuid4())})
    assert reckoned(world, bank) == replace(CLEAN, doubled=2)


def test_another_sum_is_told_wrong(world: World, bank: PracticeBank) -> None:
    payment_of(world, account_number="12345678")
    poll(world)
    Payment.objects.update(pence=300_01)
    found = reckoned(world, bank)
    assert (found.told_wrong, found.postings_wrong) == (1, 4)
