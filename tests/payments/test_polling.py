"""Calls are made once under one key, whatever happens on the way, and answered once."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest

from payments.outside import calling, outbox, polling
from payments.outside.models import OutboxItem
from payments.outside.rails.practice import gateway
from payments.outside.rails.practice.bank import Mishap, PracticeBank
from payments.outside.values import OutboxState
from payments.payouts import services as payouts
from payments.payouts import tasks
from payments.payouts.values import PaymentState
from tests.factories import NOW, World
from tests.payments.worlds import Sums, again, at, open_bank, payment_of, poll, scheduler, sums

ARRIVED = Sums(pot=11_700_00, held=0, clearing=0, there=300_00)


def item() -> OutboxItem:
    return OutboxItem.objects.get()


def going_wrong(*mishaps: Mishap) -> PracticeBank:
    """A bank to which these things happen, one at each order, and then nothing more."""
    left = list(mishaps)
    return PracticeBank(mishap=lambda _: left.pop(0) if left else None, back_after=timedelta())


def test_paid_at_the_first_call(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345678")
    assert poll(world) == 1
    assert again(payment).state == PaymentState.PAID
    assert sums(world, payment) == ARRIVED
    assert [p.pence for p in bank.list_payments()] == [300_00]


def test_nothing_due_is_nothing_done(world: World, bank: PracticeBank) -> None:
    payment_of(world, account_number="12345678")
    poll(world)
    assert poll(world, hours=9) == 0
    assert len(bank.list_payments()) == 1


def test_an_account_that_is_wrong_fails_and_says_why(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345600")
    poll(world)
    assert (again(payment).state, again(payment).reason_code) == (PaymentState.FAILED, "AC01")
    assert sums(world, payment).held == 300_00


def test_money_that_comes_back_later_is_held_again(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345699")
    poll(world)
    assert sums(world, payment) == ARRIVED
    assert tasks.apply_returns(clock=at(NOW)) == 1
    assert (again(payment).state, again(payment).reason_code) == (PaymentState.RETURNED, "AC04")
    assert sums(world, payment) == Sums(pot=11_700_00, held=300_00, clearing=0, there=0)
    assert tasks.apply_returns(clock=at(NOW)) == 0


@pytest.mark.parametrize("mishap", list(Mishap))
def test_whatever_happens_on_the_way_it_is_paid_once(
    world: World, mishap: Mishap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "SECONDS", 0.5)
    with open_bank(going_wrong(mishap)) as bank:
        payment = payment_of(world, account_number="12345678")
        poll(world)
        assert (item().state, item().attempts) == (OutboxState.WAITING, 1)
        assert item().last_trouble
        assert again(payment).state == PaymentState.SENT
        poll(world, minutes=1)
        assert len(bank.list_payments()) == 1
    assert (item().attempts, item().last_trouble) == (2, "")
    assert sums(world, payment) == ARRIVED


def test_an_answer_lost_twice_is_one_payment(world: World) -> None:
    drops = [Mishap.DROPPED_AFTER] * 2
    with open_bank(going_wrong(*drops)) as bank:
        payment_of(world, account_number="12345678")
        for minutes in range(3):
            poll(world, minutes=minutes)
        assert len(bank.list_payments()) == 1


def test_a_late_retry_looks_first_whether_it_was_done(world: World) -> None:
    """After a day the bank has forgotten our key, but not what we call the payment."""
    with open_bank(going_wrong(Mishap.DROPPED_AFTER)) as bank:
        payment = payment_of(world, account_number="12345678")
        poll(world)
        bank.forget_keys()
        poll(world, hours=25)
        assert len(bank.list_payments()) == 1
    assert sums(world, payment) == ARRIVED


def test_a_late_retry_of_what_never_arrived_is_made(world: World) -> None:
    with open_bank(going_wrong(Mishap.LOST_BEFORE)) as bank:
        payment_of(world, account_number="12345678")
        poll(world)
        poll(world, hours=25)
        assert len(bank.list_payments()) == 1


def test_a_dead_workers_lease_falls_due_again(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345678")
    dies = patch.object(calling.Callers, "call_all", side_effect=SystemExit)
    with dies, pytest.raises(SystemExit):
        poll(world)
    assert item().state == OutboxState.LEASED
    assert poll(world, minutes=4) == 0
    assert poll(world, minutes=5) == 1
    assert item().attempts == 2
    assert sums(world, payment) == ARRIVED


def test_a_worker_that_dies_after_the_call_pays_once(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345678")
    with patch.object(polling, "_keep", side_effect=SystemExit), pytest.raises(SystemExit):
        poll(world)
    assert len(bank.list_payments()) == 1
    poll(world, minutes=5)
    assert len(bank.list_payments()) == 1
    assert sums(world, payment) == ARRIVED


def test_an_answer_is_applied_once(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345678")
    polling.make_calls(scheduler(world), clock=at(NOW))
    assert outbox.has_unread(book_id=world.book_id, kind="payment")
    asked: dict[str, Any] = {"book_id": world.book_id, "now": NOW}
    assert [payouts.apply_answers(**asked), payouts.apply_answers(**asked)] == [1, 0]
    assert sums(world, payment) == ARRIVED


def test_an_answer_about_an_earlier_try_moves_nothing(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345678")
    polling.make_calls(scheduler(world), clock=at(NOW))
    payouts.bring_back(
        payment=payment, to=PaymentState.FAILED, reason_code="AC01", by=payment.id, now=NOW
    )
    payouts.pay_anew(payment=payment, by=world.finance.user_id, now=NOW)
    payouts.send_ready(book_id=world.book_id, by=world.finance.user_id, now=NOW)
    tasks.apply_answers(clock=at(NOW))
    first = OutboxItem.objects.order_by("id")[0]
    assert "earlier try" in first.last_trouble
    assert again(payment).state == PaymentState.SENT


def test_a_return_of_an_earlier_try_moves_nothing(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345699")
    poll(world)
    tasks.apply_returns(clock=at(NOW))
    payouts.pay_anew(payment=again(payment), by=world.finance.user_id, now=NOW)
    payouts.send_ready(book_id=world.book_id, by=world.finance.user_id, now=NOW)
    payouts.mark_paid(payment=again(payment), by=world.finance.user_id, now=NOW)
    assert tasks.apply_returns(clock=at(NOW)) == 0
    assert again(payment).state == PaymentState.PAID


def test_what_was_said_is_sealed_and_later_emptied(world: World, bank: PracticeBank) -> None:
    payment_of(world, account_number="12345678")
    assert b"12345678" not in bytes(item().body)
    poll(world)
    assert outbox.empty_old_calls(book_id=world.book_id, before=NOW) == 0
    assert outbox.empty_old_calls(book_id=world.book_id, before=NOW + timedelta(days=90)) == 1
    assert (bytes(item().body), item().answer) == (b"", None)
