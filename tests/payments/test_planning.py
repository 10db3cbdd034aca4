"""What is planned is planned once for its key, whoever asks how often."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from ledgers.errors import KeyReused
from ledgers.models import Account
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, About, AccountKind
from payments.payouts import errors
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.values import Leaves, PaymentState, PlannedPayment
from tests.factories import NOW, World
from tests.payments.worlds import payment_of


@pytest.fixture
def owed(world: World) -> PlannedPayment:
    spending = get_shared(world.book_id, AccountKind.SPENDING, "learning")
    return PlannedPayment(
        source_account_id=world.team.pot_id,
        to_account_id=spending.id,
        payee_id=payment_of(world).payee_id,
        pence=45_00,
        pay_on=NOW.date(),
        leaves=Leaves.RUN,
        key=uuid4(),
        about=About("test", uuid4()),
    )


def plan(world: World, *owed: PlannedPayment) -> list[Payment]:
    return payouts.plan_payments(owed, book_id=world.book_id, by=SCHEDULER, now=NOW)


def test_one_key_is_one_payment(world: World, owed: PlannedPayment) -> None:
    assert plan(world, owed) == plan(world, owed, owed)[:1]
    assert Payment.objects.filter(key=owed.key).count() == 1


@pytest.mark.parametrize("change", [{"pence": 46_00}, {"payee_id": None}])
def test_one_key_is_not_two_payments(
    world: World, owed: PlannedPayment, change: dict[str, Any]
) -> None:
    plan(world, owed)
    with pytest.raises(KeyReused):
        plan(world, replace(owed, **change))


def test_all_are_planned_or_none(world: World, owed: PlannedPayment) -> None:
    other = replace(owed, key=uuid4())
    with pytest.raises(KeyReused):
        plan(world, other, owed, replace(owed, pence=1))
    assert not Payment.objects.filter(key__in=[owed.key, other.key]).exists()


def test_what_leaves_with_a_run_waits_for_somebody_else(world: World, owed: PlannedPayment) -> None:
    payment = plan(world, owed)[0]
    assert (payment.state, payment.approved_by) == (PaymentState.PLANNED, None)
    with pytest.raises(errors.CannotMove):
        payouts.pay_anew(payment=payment, by=world.finance.user_id, now=NOW)


def test_planning_moves_no_money(world: World, owed: PlannedPayment) -> None:
    before = Account.objects.get(pk=world.team.pot_id).available_pence
    plan(world, owed)
    assert Account.objects.get(pk=world.team.pot_id).available_pence == before
