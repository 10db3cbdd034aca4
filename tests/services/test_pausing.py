"""Stopping and going on: at once, with a reason, and nothing taken back silently."""

from datetime import date, timedelta

import pytest

from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.values import BudgetState
from payments.payouts.models import HeldBack, Payment
from payments.payouts.values import PaymentState
from tests.factories import NOW, World
from tests.worlds_of_plans import MONDAY, active, pay, prepare

HOSPITAL = date(2026, 11, 30)
HOME = date(2026, 12, 9)
NEXT = date(2026, 12, 14)


def at(day: date) -> object:
    return NOW + (day - NOW.date())


def _into_hospital(world: World, budget: Budget) -> None:
    plans.suspend_budget(
        budget=budget,
        reason="hospital",
        words="In hospital.",
        starts_on=HOSPITAL,
        by=world.practitioner.user_id,
        now=at(HOSPITAL),
    )


def _home_again(world: World, budget: Budget) -> None:
    plans.resume_budget(
        budget=budget, from_on=HOME, words="Home.", by=world.practitioner.user_id, now=at(HOME)
    )


def test_nine_days_in_hospital_after_they_were_paid(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    _into_hospital(world, budget)
    assert not budget.adjustments.exists()  # nobody knows yet how long it lasts
    _home_again(world, budget)
    # 9 days: £310 × 9 / 7 = £398.571…, £30 × 9 / 7 = £38.571…; counted from 23 November,
    # 7 to 16 days: £708.57 − £310.00 = £398.57, £68.57 − £30.00 = £38.57; together £360.00.
    overpaid = budget.adjustments.get()
    assert (overpaid.pence, overpaid.decision) == (-360_00, "")
    assert budget.contributions_due.get(instalment=None).pence == -38_57
    (second,) = prepare(world, NEXT, now=at(NEXT))
    assert second.pence == 1_120_00


def test_days_that_were_not_paid_yet_are_simply_not_due(world: World) -> None:
    budget = active(world, world.daniel)
    _into_hospital(world, budget)
    assert prepare(world, HOSPITAL, now=at(HOSPITAL)) == []
    _home_again(world, budget)
    (first,) = prepare(world, HOME, now=at(HOME))
    # 21 days less 9: 12 days, £840.00 − £360.00.
    assert first.pence == 480_00
    assert not budget.adjustments.exists()


def test_a_payment_that_is_planned_waits_until_it_goes_on(world: World) -> None:
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    _into_hospital(world, budget)
    assert HeldBack.objects.get(account=budget.account_id, let_go_at=None).reason == "suspended"
    assert Payment.objects.get().state == PaymentState.PLANNED
    _home_again(world, budget)
    assert not HeldBack.objects.filter(let_go_at=None).exists()


def test_it_is_stopped_once_and_goes_on_once(world: World) -> None:
    budget = active(world, world.daniel)
    _into_hospital(world, budget)
    with pytest.raises(errors.BudgetElsewhere):
        _into_hospital(world, budget)
    _home_again(world, budget)
    with pytest.raises(errors.NotPaused):
        _home_again(world, budget)
    assert Budget.objects.get(pk=budget.pk).state == BudgetState.ACTIVE
    assert budget.pauses.count() == 1


def test_it_does_not_go_on_before_it_was_stopped(world: World) -> None:
    budget = active(world, world.daniel)
    _into_hospital(world, budget)
    with pytest.raises(errors.EndsBeforeStart):
        plans.resume_budget(
            budget=budget,
            from_on=HOSPITAL - timedelta(days=1),
            words="",
            by=world.practitioner.user_id,
            now=at(HOME),
        )


def test_two_holidays_do_not_overlap(world: World) -> None:
    budget = active(world, world.daniel)
    days = {"starts_on": HOSPITAL, "ends_on": HOME, "words": "Away."}
    by = world.practitioner.user_id
    plans.take_holiday(budget=budget, by=by, now=NOW, **days)
    with pytest.raises(errors.PauseOverlaps):
        plans.take_holiday(budget=budget, by=by, now=NOW, **days)
    with pytest.raises(errors.EndsBeforeStart):
        plans.take_holiday(
            budget=budget, by=by, now=NOW, starts_on=HOME, ends_on=HOSPITAL, words="Away."
        )
