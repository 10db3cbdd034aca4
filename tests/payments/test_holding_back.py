"""What is held back does not leave, later payments too, until it is let go."""

from dataclasses import replace

import pytest

from ledgers.errors import KeyReused
from ledgers.models import Account
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, AccountKind
from payments.outside.models import OutboxItem
from payments.payouts import errors, selectors
from payments.payouts import services as payouts
from payments.payouts.models import HeldBack, Payment
from payments.payouts.values import Leaves, PaymentState
from tests.factories import NOW, World, on_its_way
from tests.ledgers.books import available
from tests.payments.owed import approved, budget_account, funding, known_payee, owed, plan
from tests.payments.worlds import again, make_file, payment_of, ready_for_file, sums


def stop(account_id: object) -> HeldBack:
    account = Account.objects.get(pk=account_id)
    return payouts.hold_back(account=account, reason="suspended", by=SCHEDULER, now=NOW)


def let_go(account_id: object) -> int:
    account = Account.objects.get(pk=account_id)
    return payouts.let_go(account=account, reason="suspended", by=SCHEDULER, now=NOW)


def test_nothing_leaves_a_pot_that_is_held_back(world: World) -> None:
    stop(world.team.pot_id)
    payment = again(on_its_way(world, world.daniel).payment)
    assert payment.state == PaymentState.APPROVED
    assert not OutboxItem.objects.exists()
    assert sums(world, payment).held == 300_00


def test_nothing_reaches_a_budget_that_is_held_back(world: World) -> None:
    payment = payment_of(world)
    stop(payment.to_account_id)
    on_its_way(world, world.daniel)
    assert again(payment).state == PaymentState.APPROVED


def test_it_is_asked_again_when_it_is_sent(by_file: World) -> None:
    payment = ready_for_file(by_file)[0]
    stop(payment.to_account_id)
    with pytest.raises(errors.PaymentHeldBack):
        payouts.send_payment(payment=payment, rail=payment.rail, by=SCHEDULER, now=NOW)
    assert again(payment).state == PaymentState.APPROVED


def test_what_is_let_go_leaves(world: World) -> None:
    stop(world.team.pot_id)
    payment = payment_of(world, account_number="12345678")
    assert payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == []
    assert let_go(world.team.pot_id) == 1
    assert payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == [payment]


def test_one_reason_is_held_once_and_another_stays(world: World) -> None:
    assert stop(world.team.pot_id) == stop(world.team.pot_id)
    pot = Account.objects.get(pk=world.team.pot_id)
    payouts.hold_back(account=pot, reason="died", by=SCHEDULER, now=NOW)
    let_go(pot.pk)
    assert again(payment_of(world, account_number="12345678")).state == PaymentState.APPROVED


def test_what_is_held_back_does_not_stop_the_file(by_file: World) -> None:
    held, going = ready_for_file(by_file, 2)
    stop(held.to_account_id)
    file = make_file(by_file)
    assert list(file.payments.all()) == [going]
    assert again(held).state == PaymentState.APPROVED


def wages(world: World, source: Account) -> Payment:
    """£210 of wages that are earned, out of money that we keep for somebody."""
    spending = get_shared(world.book_id, AccountKind.SPENDING, "personal_assistance")
    payee = known_payee(world)
    return approved(world, owed(source, spending, payee=payee, pence=210_00, earned=True))[0]


def filled(world: World, pence: int) -> Account:
    account = budget_account(world)
    plan(world, owed(funding(world), account, pence=pence, leaves=Leaves.AT_ONCE))
    return account


def test_what_is_earned_is_paid_though_the_budget_is_held_back(world: World) -> None:
    account = filled(world, 300_00)
    payment, other = wages(world, account), filled(world, 1)
    stop(account.id)
    assert selectors.held_back_among([again(payment)]) == []
    assert payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == [payment]
    # £300.00 - £210.00 = £90.00
    assert (available(account), available(other)) == (90_00, 1)


def test_what_is_earned_goes_with_the_file_though_it_is_held_back(by_file: World) -> None:
    account = filled(by_file, 300_00)
    payment = wages(by_file, account)
    stop(account.id)
    assert list(make_file(by_file).payments.all()) == [payment]
    assert available(account) == 90_00


def test_earned_or_not_is_part_of_what_a_key_stands_for(world: World) -> None:
    planned = owed(funding(world), budget_account(world))
    plan(world, planned)
    with pytest.raises(KeyReused):
        plan(world, replace(planned, earned=True))


def test_wages_without_the_money_stop_nobody_elses(by_file: World) -> None:
    short = wages(by_file, filled(by_file, 209_99))
    going = wages(by_file, filled(by_file, 210_00))
    assert list(make_file(by_file).payments.all()) == [going]
    assert again(short).state == PaymentState.APPROVED
    with pytest.raises(errors.NothingToSend):
        make_file(by_file)
