"""Bank details: first ones need nobody, changing them needs two, and takes days of care."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from payments.outside.encryption import unseal
from payments.outside.models import Message
from payments.payouts import errors, selectors
from payments.payouts import services as payouts
from payments.payouts.models import PayeeChange, Payment
from payments.payouts.rules import read_bank_details
from payments.payouts.values import PaymentState
from tests.factories import NOW, World
from tests.payments.worlds import again, payee_of, payment_of, sums

FIRST = read_bank_details(sort_code="20-00-00", account_number="12345678", account_name="D Okafor")
OTHER = read_bank_details(sort_code="20-00-00", account_number="87654321", account_name="D Okafor")


def link_of(payment: Payment) -> str:
    return payouts.make_link(payee=payee_of(payment), now=NOW)


def asked_to_change(world: World) -> tuple[Payment, PayeeChange]:
    payment = payment_of(world, account_number="12345678")
    payouts.give_details(secret=link_of(payment), details=OTHER, now=NOW)
    return payment, PayeeChange.objects.get()


def test_first_details_need_nobody_and_the_money_leaves(world: World) -> None:
    payment = payment_of(world)
    payee = payouts.give_details(secret=link_of(payment), details=FIRST, now=NOW)
    assert (payee.last_two, payee.care_until) == ("78", None)
    assert again(payment).state == PaymentState.SENT
    assert sums(world, again(payment)).clearing == 300_00


def test_details_are_not_kept_in_clear(world: World) -> None:
    payee = payee_of(payment_of(world, account_number="12345678"))
    assert b"12345678" not in bytes(payee.details or b"")
    assert selectors.bank_details(payee) == FIRST


def test_the_same_details_again_change_nothing(world: World) -> None:
    payment = payment_of(world, account_number="12345678")
    payouts.give_details(secret=link_of(payment), details=FIRST, now=NOW)
    assert not PayeeChange.objects.exists()


def test_other_details_wait_for_somebody_to_agree(world: World) -> None:
    payment, change = asked_to_change(world)
    assert selectors.bank_details(payee_of(payment)) == FIRST
    assert (change.agreed, change.last_two) == (None, "21")


def test_the_old_contact_is_told_of_a_change(world: World) -> None:
    _, change = asked_to_change(world)
    message = Message.objects.get(key=change.id)
    assert unseal(message.address or b"") == world.daniel.email
    assert "ending in 21" in unseal(message.words or b"")
    assert "87654321" not in unseal(message.words or b"")


def test_whoever_asked_cannot_agree(world: World) -> None:
    _, change = asked_to_change(world)
    with pytest.raises(errors.NeedsTwoPeople):
        payouts.decide_change(change=change, agree=True, by=change.asked_by, now=NOW)


def test_the_database_refuses_one_person_for_both(world: World) -> None:
    _, change = asked_to_change(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        PayeeChange.objects.filter(pk=change.pk).update(
            agreed=True, decided_by=change.asked_by, decided_at=NOW
        )


def test_agreed_details_are_paid_to_when_the_days_of_care_are_over(world: World) -> None:
    payment, change = asked_to_change(world)
    payouts.decide_change(change=change, agree=True, by=world.finance.user_id, now=NOW)
    payee = payee_of(payment)
    assert selectors.bank_details(payee) == OTHER
    assert payee.care_until == NOW.date() + timedelta(days=7)
    assert not selectors.is_ready(payee, NOW.date() + timedelta(days=6))
    assert selectors.is_ready(payee, NOW.date() + timedelta(days=7))


def test_what_waited_for_the_days_of_care_leaves_by_itself(world: World) -> None:
    _, change = asked_to_change(world)
    payouts.decide_change(change=change, agree=True, by=world.finance.user_id, now=NOW)
    waiting = payment_of(world)
    by = world.finance.user_id
    assert payouts.send_ready(book_id=world.book_id, by=by, now=NOW + timedelta(days=6)) == []
    sent = payouts.send_ready(book_id=world.book_id, by=by, now=NOW + timedelta(days=7))
    assert sent == [waiting]


def test_refused_details_change_nothing(world: World) -> None:
    payment, change = asked_to_change(world)
    payouts.decide_change(change=change, agree=False, by=world.finance.user_id, now=NOW)
    payee = payee_of(payment)
    assert (selectors.bank_details(payee), payee.care_until) == (FIRST, None)


def test_a_change_is_decided_once(world: World) -> None:
    _, change = asked_to_change(world)
    payouts.decide_change(change=change, agree=False, by=world.finance.user_id, now=NOW)
    with pytest.raises(errors.ChangeDecided):
        payouts.decide_change(change=change, agree=True, by=world.second_finance.user_id, now=NOW)


def test_a_second_change_waits_for_the_first(world: World) -> None:
    payment, _ = asked_to_change(world)
    third = read_bank_details(sort_code="200000", account_number="11112222", account_name="D O")
    with pytest.raises(errors.ChangeWaiting):
        payouts.give_details(secret=link_of(payment), details=third, now=NOW)


@pytest.mark.parametrize("days", [61, 600])
def test_a_link_is_over_after_its_time(world: World, days: int) -> None:
    secret = link_of(payment_of(world))
    with pytest.raises(errors.LinkOver):
        payouts.give_details(secret=secret, details=FIRST, now=NOW + timedelta(days=days))


def test_a_link_that_nobody_made_is_no_link(world: World) -> None:
    with pytest.raises(errors.LinkOver):
        payouts.give_details(secret="guessed", details=FIRST, now=NOW)
