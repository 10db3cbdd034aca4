"""Reviews are counted from the first payment that is made, not from one that was planned."""

from datetime import date
from uuid import uuid4

import pytest

from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.selectors.reviews import regular_due
from budgets.plans.values.reviews import ReviewDue
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.values import PaymentState
from tests.factories import NOW, World
from tests.worlds_of_plans import MONDAY, active, at, pay, prepare

NEXT = date(2026, 12, 14)


def due(budget: Budget) -> ReviewDue | None:
    return regular_due(Budget.objects.get(pk=budget.pk))


def correct(world: World) -> int:
    return plans.correct_first_paid(book_id=world.book_id, now=NOW)


def test_what_was_planned_and_given_up_is_no_first_payment(world: World) -> None:
    budget = active(world, world.daniel)
    (first,) = prepare(world, MONDAY)
    assert (correct(world), due(budget).due_on) == (0, date(2027, 5, 23))
    payouts.cancel_payment(payment=first.payment, by=uuid4(), now=NOW)
    assert (correct(world), due(budget)) == (1, None)
    pay(world, NEXT, now=at(NEXT))
    # six months after 14 December
    assert (correct(world), due(budget).due_on) == (0, date(2027, 6, 14))


@pytest.mark.parametrize("to", [PaymentState.FAILED, PaymentState.RETURNED])
def test_what_came_back_is_none_until_it_is_paid_anew(world: World, to: PaymentState) -> None:
    budget = active(world, world.daniel)
    (first,) = pay(world, MONDAY, now=at(MONDAY))
    payouts.bring_back(payment=first.payment, to=to, reason_code="", by=SCHEDULER, now=NOW)
    assert (correct(world), due(budget)) == (1, None)
    payouts.pay_anew(payment=first.payment, by=world.second_finance.user_id, now=NOW)
    assert (correct(world), correct(world)) == (1, 0)
    assert Budget.objects.get(pk=budget.pk).first_paid_on == MONDAY


def test_what_was_paid_before_it_came_here_stays(world: World) -> None:
    budget = active(world, world.daniel)
    told = date(2024, 4, 8)
    Budget.objects.filter(pk=budget.pk).update(first_paid_on=told, imported_at=NOW)
    prepare(world, MONDAY)
    assert correct(world) == 0
    assert Budget.objects.get(pk=budget.pk).first_paid_on == told
