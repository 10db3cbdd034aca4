"""The last days of a budget that ends: each day is paid once, and nothing is held back for ever."""

from datetime import date, timedelta
from typing import Any

import pytest

from budgets.people.models import Person
from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, Ending
from budgets.plans.selectors import calendar
from budgets.plans.selectors.ending import is_stopped, unplanned_pence
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import (
    AccountChoice,
    EndReason,
    InstalmentKind,
    LineCode,
    StepKind,
)
from budgets.plans.values.drafting import StatementDraft
from ledgers.selectors import left_pence
from payments.payouts.models import HeldBack
from payments.payouts.values import PaymentState
from tests.factories import NOW, World
from tests.worlds_of_plans import MONDAY, active, at, moved, pay, plan, prepare

NEXT = date(2026, 12, 14)
SUNDAY = date(2026, 12, 6)
"""The last day of two weeks: 2 × (£310.00 - £30.00) = £560.00."""
DAY = timedelta(days=1)


def card(world: World, **said: Any) -> Budget:
    return active(world, world.daniel, plan(account_kind=AccountChoice.CARD, **said))


def end(world: World, budget: Budget, **told: Any) -> Ending:
    said = {"reason": EndReason.CONDITION, "ends_on": SUNDAY, "words": "", "now": NOW, **told}
    return plans.begin_ending(budget=budget, by=world.manager, **said)


def owe(ending: Ending, pence: int = 500_00) -> None:
    plans.add_step(
        ending=ending,
        kind=StepKind.FINAL_PAY,
        words="Ana's last weeks",
        pence=pence,
        by=ending.begun_by,
        now=NOW,
    )


def needed(world: World, ending: Ending, **told: Any) -> Ending:
    said = {"words": "Ana has worked for it.", "by": world.manager, "now": NOW, **told}
    return plans.pay_last_days(ending=ending, **said)


def fresh(budget: Budget) -> Budget:
    return Budget.objects.select_related("account").get(pk=budget.pk)


def figures(world: World, budget: Budget, day: date, pence: int, *, now: Any = NOW) -> None:
    draft = StatementDraft(day, pence, 30_00, "Other hours", takes_place=True)
    one = plans.propose_statement(budget=budget, draft=draft, by=world.practitioner, now=now)
    plans.agree_statement(statement=one, by=world.manager.user_id, now=now)


def test_where_it_is_stopped_nothing_stays_planned(world: World) -> None:
    budget = card(world)
    (first,) = prepare(world, MONDAY)
    ending = end(world, budget)
    first.refresh_from_db()
    assert (first.cancelled_at, first.payment.state) == (NOW, PaymentState.CANCELLED)
    assert prepare(world, NEXT, now=at(NEXT)) == []
    assert calendar.list_to_come(fresh(budget), NEXT) == []
    plans.settle(ending=ending, by=world.manager, now=at(NEXT))
    assert fresh(budget).state == BudgetState.ENDED


def test_what_is_needed_for_what_was_earned_is_paid(world: World) -> None:
    budget = card(world)
    prepare(world, MONDAY)
    ending = end(world, budget)
    owe(ending)
    assert needed(world, ending) == ending
    # 14 days until 6 December: 2 × £280.00
    assert [one.pence for one in pay(world, MONDAY, now=at(MONDAY))] == [560_00]
    assert left_pence(fresh(budget).account) == 560_00
    assert unplanned_pence(fresh(budget)) == 0
    with pytest.raises(errors.NotPaused):
        needed(world, ending)


def test_from_a_suspension_its_days_are_left_out(world: World) -> None:
    budget = card(world)
    prepare(world, MONDAY)
    plans.suspend_budget(
        budget=budget,
        reason="concern",
        words="We look at it.",
        starts_on=date(2026, 11, 30),
        by=world.manager.user_id,
        now=NOW,
    )
    ending = end(world, fresh(budget), reason=EndReason.CHOSEN)
    assert is_stopped(fresh(budget))
    owe(ending)
    needed(world, ending)
    # One week is due, 23 to 29 November: £280.00
    assert sum(one.pence for one in pay(world, MONDAY, now=at(MONDAY))) == 280_00
    assert not HeldBack.objects.filter(let_go_at=None).exists()


def test_nothing_goes_out_that_nobody_needs(world: World) -> None:
    budget = card(world)
    pay(world, MONDAY, now=at(MONDAY))
    ending = end(world, budget, now=at(MONDAY))
    with pytest.raises(errors.NothingShort):  # nothing is to be paid
        needed(world, ending)
    owe(ending, 840_00)
    before = moved(world.book_id)
    with pytest.raises(errors.NothingShort):  # £840.00 is there, for £840.00
        needed(world, ending)
    with pytest.raises(errors.ReasonUnsaid):
        needed(world, ending, words=" ")
    with pytest.raises(errors.OwnBudget):
        needed(world, ending, by=world.holder(world.daniel))
    assert is_stopped(fresh(budget))
    assert moved(world.book_id) == before


@pytest.mark.parametrize("account", AccountChoice)
def test_nothing_goes_to_the_account_of_somebody_who_died(
    world: World, account: AccountChoice
) -> None:
    active(world, world.daniel, plan(account_kind=account))
    person = Person.objects.get(pk=world.daniel.pk)
    now = at(NEXT)
    (ending,) = plans.record_death(person=person, died_on=SUNDAY, by=world.manager, now=now)
    owe(ending)
    if account == AccountChoice.BANK:
        with pytest.raises(errors.PayeeDied):
            needed(world, ending, now=now)
        assert prepare(world, NEXT, now=now) == []
    else:
        needed(world, ending, now=now)
        assert [one.pence for one in prepare(world, NEXT, now=now)] == [560_00]


def test_what_is_raised_and_lowered_while_it_ends_is_not_paid(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    end(world, budget, reason=EndReason.CHOSEN, ends_on=NEXT - DAY, now=at(MONDAY))
    figures(world, budget, MONDAY, 380_00, now=at(MONDAY))  # 3 × £70.00 more
    figures(world, budget, MONDAY, 310_00, now=at(MONDAY))  # and never mind
    assert prepare(world, NEXT, now=at(NEXT)) == []
    figures(world, budget, MONDAY, 320_00, now=at(NEXT))  # 3 × £10.00
    (single,) = prepare(world, NEXT, now=at(NEXT))
    assert [(line.code, line.pence) for line in single.lines.all()] == [(LineCode.ARREARS, 30_00)]
    assert prepare(world, NEXT + DAY, now=at(NEXT)) == []


def test_days_in_between_that_were_not_paid_are_paid_once(world: World) -> None:
    # The first three weeks, 3 × £280.00, wait; the next four are paid, 4 × £280.00.
    budget = card(world)
    (first,) = prepare(world, MONDAY)
    pay(world, NEXT, now=at(NEXT))
    last = date(2027, 1, 10)
    ending = end(world, budget, ends_on=last, now=at(NEXT))
    first.refresh_from_db()
    assert (first.cancelled_at, unplanned_pence(fresh(budget))) == (at(NEXT), 840_00)
    owe(ending, 1_500_00)
    needed(world, ending, now=at(NEXT))
    (single,) = [one for one in pay(world, last + DAY, now=at(last + DAY)) if one.pence]
    assert (single.pence, single.kind) == (840_00, InstalmentKind.SINGLE)
    assert left_pence(fresh(budget).account) == 7 * 280_00


def test_arrears_come_also_after_the_last_period(world: World) -> None:
    # Agreed from the start until 13 December: 3 weeks. Then £10.00 a week more for all of them.
    budget = card(world, ends_on=NEXT - DAY)
    pay(world, MONDAY, now=at(MONDAY))
    figures(world, budget, MONDAY, 320_00, now=at(NEXT))
    (single,) = prepare(world, NEXT, now=at(NEXT))
    assert (single.pence, single.lines.get().code) == (30_00, LineCode.ARREARS)
    assert prepare(world, NEXT, now=at(NEXT)) == [single]


def test_no_instalment_takes_more_than_was_decided(world: World) -> None:
    # £10.00 a week, paid for three weeks; then only £1.00 was due: 3 × £9.00 = £27.00 too much,
    # over 3 instalments £9.00 each. Of a period with £4.00 no more than £4.00 can be taken.
    week = {"total_pence": 10_00, "contribution_pence": 0}
    budget = active(world, world.daniel, plan(statement=week))
    prepare(world, MONDAY)
    for day, pence in ((MONDAY, 1_00), (date(2027, 1, 11), 100_00)):
        draft = StatementDraft(day, pence, 0, "Other hours", takes_place=True)
        one = plans.propose_statement(budget=budget, draft=draft, by=world.practitioner, now=NOW)
        plans.agree_statement(statement=one, by=world.manager.user_id, now=NOW)
    plans.spread_overpayment(
        overpayment=budget.adjustments.get(),
        over_instalments=3,
        words="As agreed",
        by=world.manager,
        now=NOW,
    )
    days = [NEXT + 28 * number * DAY for number in range(5)]
    paid = [prepare(world, day, now=at(day))[0].pence for day in days]
    # £4.00 - £4.00; £400.00 - £9.00, - £9.00, and the last £5.00
    assert paid == [0, 391_00, 391_00, 395_00, 400_00]
