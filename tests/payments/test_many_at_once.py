"""Many payments move in few statements, however many, and each alone for its own reasons."""

import json
from dataclasses import asdict
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledgers.errors import NotEnoughMoney
from ledgers.models import Transfer
from ledgers.selectors import find_discrepancies, get_shared
from ledgers.values import SCHEDULER, AccountKind
from payments.outside import polling
from payments.outside.encryption import seal
from payments.outside.models import OutboxItem
from payments.outside.values import OutboxState
from payments.payouts import selectors
from payments.payouts import services as payouts
from payments.payouts.models import Payment, PaymentMove
from payments.payouts.selectors import payees
from payments.payouts.services import answers
from payments.payouts.values import PaymentState
from tests.factories import NOW, World, make_world
from tests.ledgers.books import available, balance
from tests.ledgers.crowd import all_at_once
from tests.payments.owed import approved, budget_account, funding, known_payee, owed
from tests.payments.test_keeping import spend
from tests.payments.worlds import again, at, poll, scheduler

S = PaymentState


def waiting(world: World, count: int, *, kept: bool = False) -> list[Payment]:
    """Payments of £1, £2, … that may leave now, each to a budget of its own."""
    source = funding(world)
    return approved(
        world,
        *(
            owed(
                source,
                budget_account(world),
                payee=None if kept else known_payee(world, number + 1),
                pence=100 * (number + 1),
            )
            for number in range(count)
        ),
    )


def send(world: World) -> list[Payment]:
    return payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW)


def keep(world: World) -> list[Payment]:
    return payouts.keep_ready(book_id=world.book_id, by=SCHEDULER, now=NOW)


def apply(world: World) -> int:
    return payouts.apply_answers(book_id=world.book_id, now=NOW)


def answer(outcome: str = "paid", reason_code: str = "") -> None:
    """As if the rail had said so of every call."""
    OutboxItem.objects.update(
        state=OutboxState.ANSWERED, answered_at=NOW, outcome=outcome, reason_code=reason_code
    )


def states(payments: list[Payment]) -> list[str]:
    return [again(payment).state for payment in payments]


def clearing(world: World) -> int:
    return balance(get_shared(world.book_id, AccountKind.CLEARING, "practice"))


@pytest.mark.parametrize("kept", [False, True], ids=["sent", "kept"])
def test_as_many_statements_for_many_as_for_few(world: World, kept: bool) -> None:
    do = keep if kept else send
    counted = []
    for count in (2, 9):
        payments = waiting(world, count, kept=kept)
        with CaptureQueriesContext(connection) as few:
            assert len(do(world)) == count
        counted.append(len(few))
        assert set(states(payments)) == {S.PAID if kept else S.SENT}
    assert counted[0] == counted[1]


def test_answers_take_as_many_statements_for_many_as_for_few(world: World) -> None:
    counted = []
    for count in (2, 9):
        payments = waiting(world, count)
        send(world)
        answer()
        with CaptureQueriesContext(connection) as few:
            assert apply(world) == count
        counted.append(len(few))
        assert set(states(payments)) == {S.PAID}
    assert counted[0] == counted[1]


def test_bank_details_are_copied_and_never_opened(world: World) -> None:
    payment = waiting(world, 1)[0]
    with patch.object(payees, "unseal") as opened:
        send(world)
    assert not opened.called
    item, kept = OutboxItem.objects.get(), again(payment)
    assert bytes(item.body) == bytes(kept.payee.details)
    assert (item.pence, item.about_id) == (1_00, payment.id)


def test_calls_as_they_were_written_before_are_made_and_applied(world: World, bank) -> None:
    """Body and answer were one sealed piece each before pence and outcome had columns."""
    first, second = waiting(world, 2)
    send(world)
    for payment in (first, second):
        details = selectors.bank_details(again(payment).payee)
        old = asdict(details) | {"payment_id": str(payment.id), "pence": payment.pence}
        OutboxItem.objects.filter(about_id=payment.id).update(
            body=seal(json.dumps(old)), pence=None
        )
    assert polling.make_calls(scheduler(world), clock=at(NOW)) == 2
    assert sorted(p.pence for p in bank.list_payments()) == [1_00, 2_00]
    said = seal(json.dumps({"outcome": "failed", "reason_code": "AC01"}))
    OutboxItem.objects.filter(about_id=second.id).update(outcome="", reason_code="", answer=said)
    assert apply(world) == 2
    assert states([first, second]) == [S.PAID, S.FAILED]


def test_some_arrive_and_some_fail_in_one_batch(world: World) -> None:
    payments = waiting(world, 5)
    send(world)
    answer()
    OutboxItem.objects.filter(about_id=payments[2].id).update(outcome="failed", reason_code="AC01")
    assert apply(world) == 5
    assert states(payments) == [S.PAID, S.PAID, S.FAILED, S.PAID, S.PAID]
    assert clearing(world) == 0
    assert again(payments[2]).reason_code == "AC01"


def test_one_that_came_back_meanwhile_stops_no_other(world: World) -> None:
    payments = waiting(world, 3)
    send(world)
    answer()
    payouts.bring_back(
        payment=again(payments[1]), to=S.FAILED, reason_code="AC01", by=SCHEDULER, now=NOW
    )
    assert apply(world) == 3
    assert states(payments) == [S.PAID, S.FAILED, S.PAID]
    troubled = OutboxItem.objects.exclude(last_trouble="")
    assert [item.about_id for item in troubled] == [payments[1].id]
    assert apply(world) == 0


def test_one_that_the_books_refuse_stops_no_other(world: World) -> None:
    payments = waiting(world, 3)
    send(world)
    answer()
    really = answers.mark_all_paid

    def refusing(*, payments, **more):
        if any(payment.pence == 2_00 for payment in payments):
            raise NotEnoughMoney
        really(payments=payments, **more)

    with patch.object(answers, "mark_all_paid", refusing):
        assert apply(world) == 3
    assert states(payments) == [S.PAID, S.SENT, S.PAID]
    troubled = OutboxItem.objects.get(about_id=payments[1].id)
    assert troubled.last_trouble == NotEnoughMoney().sentence
    assert clearing(world) == 2_00


def test_what_arrives_fills_what_was_overspent_first(world: World) -> None:
    payments = waiting(world, 3)
    send(world)
    answer()
    accounts = [again(payment).to_account for payment in payments]
    spend(accounts[1], 50)
    apply(world)
    assert [available(account) for account in accounts] == [1_00, 1_50, 3_00]


@pytest.mark.django_db(transaction=True)
def test_senders_at_once_send_each_once() -> None:
    world = make_world()
    payments = waiting(world, 12)
    done = all_at_once([lambda: send(world)] * 4)
    assert [one for one in done if isinstance(one, Exception)] == []
    assert sorted(p.id for some in done for p in some) == sorted(p.id for p in payments)
    assert OutboxItem.objects.count() == 12
    assert PaymentMove.objects.filter(state=S.SENT).count() == 12
    assert clearing(world) == sum(range(1, 13)) * 100
    assert list(find_discrepancies()) == []


@pytest.mark.django_db(transaction=True)
def test_answers_applied_at_once_move_each_once() -> None:
    world = make_world()
    payments = waiting(world, 12)
    send(world)
    answer()
    failing = OutboxItem.objects.filter(about_id__in=[p.id for p in payments[::3]])
    failing.update(outcome="failed", reason_code="AC01")
    done = all_at_once([lambda: apply(world)] * 4)
    assert sum(done) == 12
    assert states(payments) == [S.FAILED, S.PAID, S.PAID] * 4
    assert PaymentMove.objects.filter(state=S.PAID).count() == 8
    assert clearing(world) == 0
    assert list(find_discrepancies()) == []


@pytest.mark.django_db(transaction=True)
def test_sent_kept_and_answered_at_once_without_a_deadlock() -> None:
    world = make_world()
    first = waiting(world, 6)
    send(world)
    answer()
    more, kept = waiting(world, 6), waiting(world, 6, kept=True)
    doing = [lambda: apply(world), lambda: send(world), lambda: keep(world)]
    done = all_at_once(doing * 2)
    assert [one for one in done if isinstance(one, Exception)] == []
    assert set(states(first) + states(kept)) == {S.PAID}
    assert set(states(more)) == {S.SENT}
    assert Transfer.objects.filter(kind="payment_paid").count() == 6
    assert list(find_discrepancies()) == []


def test_a_worker_leases_no_more_than_is_due(world: World, bank) -> None:
    payments = waiting(world, 4)
    send(world)
    later = OutboxItem.objects.filter(about_id=payments[0].id)
    later.update(next_try_at=NOW + timedelta(minutes=3))
    assert poll(world) == 3
    assert poll(world, minutes=3) == 1
    assert set(states(payments)) == {S.PAID}


def test_more_than_one_batch_is_called_in_one_round(world: World, bank) -> None:
    payments = waiting(world, 7)
    send(world)
    with patch.object(polling, "BATCH", 3):
        assert poll(world) == 7
    assert len({p.our_id for p in bank.list_payments()}) == 7
    assert set(states(payments)) == {S.PAID}
