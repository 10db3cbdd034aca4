"""Payments of one pot that move every way at the same moment: no deadlock, no penny astray."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from budgets.recovery import services as recovery
from budgets.recovery.values import Asking
from ledgers.errors import Refusal
from ledgers.models import Account
from ledgers.selectors import find_discrepancies
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.errors import CannotMove, PaymentHeldBack
from payments.payouts.models import Payment
from payments.payouts.rules import read_bank_details
from payments.payouts.values import PaymentState
from tests.factories import NOW, World, make_world, on_its_way
from tests.ledgers.crowd import all_at_once
from tests.payments.worlds import again, payee_of, payment_of, ready_for_file, somebody, sums

WHO: dict[str, Any] = {"by": SCHEDULER, "now": NOW}
S = PaymentState


def paying(payment: Payment) -> Callable[[], Any]:
    return lambda: payouts.mark_paid(payment=again(payment), **WHO)


def failing(payment: Payment) -> Callable[[], Any]:
    return lambda: payouts.bring_back(
        payment=again(payment), to=S.FAILED, reason_code="AC01", **WHO
    )


def granting(world: World, number: int) -> Callable[[], Any]:
    asking = Asking(somebody(world, number).id, "A bus pass", 10_00, uuid4())
    return lambda: recovery.grant_recovery_budget(asking=asking, by=world.practitioner, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_every_way_at_once() -> None:
    world = make_world()
    payments = ready_for_file(world, 6)
    calls = [paying(p) for p in payments[:3]] + [failing(p) for p in payments[3:]]
    calls += [granting(world, 10 + n) for n in range(2)]
    answers = all_at_once(calls)
    assert [a for a in answers if isinstance(a, Exception)] == []
    paid, failed = 1_00 + 2_00 + 3_00, 4_00 + 5_00 + 6_00
    pot = Account.objects.get(pk=world.team.pot_id)
    assert pot.available_pence == 12_000_00 - paid - failed - 20_00
    assert pot.debits_held == failed + 20_00
    assert sums(world, payments[0]).clearing == 0
    assert list(find_discrepancies()) == []


@pytest.mark.django_db(transaction=True)
def test_paid_and_failed_at_once_ends_failed_whoever_is_first() -> None:
    world = make_world()
    payment = payment_of(world, account_number="12345678")
    answers = all_at_once([paying(payment), failing(payment)] * 2)
    assert {type(a) for a in answers if isinstance(a, Exception)} <= {CannotMove}
    # Failed alone where it was not paid first; and paid may still fail.
    if again(payment).state == S.PAID:
        failing(payment)()
    assert again(payment).state == S.FAILED
    assert sums(world, payment).held == 300_00
    assert list(find_discrepancies()) == []


@pytest.mark.django_db(transaction=True)
def test_stopped_and_sent_at_once_is_one_or_the_other() -> None:
    world = make_world()
    recovery_budget = on_its_way(world, world.daniel)
    payouts.bring_back(payment=recovery_budget.payment, to=S.FAILED, reason_code="x", **WHO)
    payouts.pay_anew(payment=again(recovery_budget.payment), by=SCHEDULER, now=NOW)
    payment = again(recovery_budget.payment)
    account = Account.objects.get(pk=payment.to_account_id)
    answers = all_at_once(
        [
            lambda: payouts.hold_back(account=account, reason="suspended", **WHO),
            lambda: payouts.send_payment(payment=payment, rail=payment.rail, **WHO),
        ]
    )
    refused = [a for a in answers if isinstance(a, Refusal)]
    assert len(answers) - len(refused) >= 1
    assert {type(a) for a in refused} <= {PaymentHeldBack}
    assert again(payment).state == (S.APPROVED if refused else S.SENT)
    assert list(find_discrepancies()) == []


@pytest.mark.django_db(transaction=True)
def test_a_link_used_twice_at_once_sends_once() -> None:
    world = make_world()
    payment = payment_of(world)
    secret = payouts.make_link(payee=payee_of(payment), now=NOW)
    details = read_bank_details(
        sort_code="20-00-00", account_number="12345678", account_name="D Okafor"
    )
    give = lambda: payouts.give_details(secret=secret, details=details, now=NOW)  # noqa: E731
    answers = all_at_once([give] * 2)
    assert [a for a in answers if isinstance(a, Exception)] == []
    assert again(payment).moves.filter(state=S.SENT).count() == 1
