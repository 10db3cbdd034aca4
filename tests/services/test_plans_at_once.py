"""Two people at one direct payment: nothing is doubled, nothing is lost, nobody waits for ever."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Adjustment, Budget, BudgetStatement, Instalment, OneOff, Pause
from budgets.plans.selectors.conditions import newest
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import EndReason, OneOffKind
from budgets.plans.values.drafting import StatementDraft
from ledgers.errors import Refusal
from ledgers.selectors import find_discrepancies
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.selectors.runs import find_run_of
from payments.payouts.values import PaymentState
from tests.factories import NOW, ManagerFactory, PersonFactory, World, make_world
from tests.journeys import proving_life as proved
from tests.services.test_at_once import at_once
from tests.worlds_of_plans import MONDAY, active, at, drafted, prepare

pytestmark = pytest.mark.django_db(transaction=True)
LAST = date(2026, 12, 6)


def fresh(budget: Budget) -> Budget:
    return Budget.objects.select_related("person", "account").get(pk=budget.pk)


def preparing(world: World, *, now: Any = NOW) -> Callable[[], Any]:
    run = find_run_of(world.book_id, MONDAY)
    if run:
        plans.prepare_again(run=run, now=now)
    else:
        run = plans.prepare_pay_run(
            book_id=world.book_id, pay_on=MONDAY, by=world.finance.user_id, now=now
        )

    def plan_all() -> None:
        while plans.plan_run_step(run_id=run.id, now=now):
            pass

    return plan_all


def proposed(world: World, budget: Budget, pence: int = 380_00) -> BudgetStatement:
    draft = StatementDraft(MONDAY, pence, 30_00, "More hours", takes_place=True)
    return plans.propose_statement(budget=budget, draft=draft, by=world.practitioner, now=NOW)


def names(answers: list[Any]) -> list[str]:
    return sorted(type(one).__name__ for one in answers if isinstance(one, Refusal))


def prove(budget: Budget) -> None:
    kept = proved.Kept(fresh(budget))
    proved.check_days(kept)
    proved.check_sums(kept)
    proved.check_extras(kept)
    assert list(find_discrepancies()) == []


def test_a_pay_day_planned_by_two_is_planned_once() -> None:
    world = make_world()
    budgets = [active(world, PersonFactory(team=world.team)) for _ in range(4)]
    answers = at_once([preparing(world)] * 3)
    assert names(answers) == []
    assert Instalment.objects.count() == Payment.objects.count() == len(budgets)
    for budget in budgets:
        prove(budget)


def test_figures_agreed_while_a_pay_day_is_planned() -> None:
    world = make_world()
    budget = active(world, world.daniel)
    statement = proposed(world, budget)
    answers = at_once(
        [
            preparing(world),
            lambda: plans.agree_statement(
                statement=BudgetStatement.objects.get(pk=statement.pk),
                by=world.manager.user_id,
                now=NOW,
            ),
        ]
    )
    assert names(answers) == []
    prove(budget)
    # 3 × (£380.00 - £30.00), at once or £840.00 with £210.00 of arrears
    arrears = sum(Adjustment.objects.values_list("pence", flat=True))
    assert (Instalment.objects.get().pence, arrears) in [(1_050_00, 0), (840_00, 210_00)]


def test_figures_agreed_by_two_managers_are_agreed_once() -> None:
    world = make_world()
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    statement = proposed(world, budget)
    other = ManagerFactory(book_id=world.book_id, team=world.team)
    answers = at_once(
        [
            lambda by=by: plans.agree_statement(
                statement=BudgetStatement.objects.get(pk=statement.pk), by=by.user_id, now=NOW
            )
            for by in (world.manager, other)
        ]
    )
    assert names(answers) == ["StatementDecided"]
    assert Adjustment.objects.get().pence == 210_00
    prove(budget)


def test_a_budget_agreed_by_two_managers_is_agreed_once() -> None:
    world = make_world()
    budget = drafted(world, world.daniel)
    other = ManagerFactory(book_id=world.book_id, team=world.team)
    answers = at_once(
        [
            lambda by=by: plans.agree_budget(budget=fresh(budget), by=by, now=NOW)
            for by in (world.manager, other)
        ]
    )
    assert names(answers) == ["BudgetElsewhere"]
    assert fresh(budget).state == BudgetState.AGREED


def test_an_overpayment_is_spread_or_waived() -> None:
    world = make_world()
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    plans.take_holiday(
        budget=budget,
        starts_on=MONDAY,
        ends_on=MONDAY,
        words="",
        by=world.manager.user_id,
        now=NOW,
    )
    overpaid = Adjustment.objects.get()
    said = {"words": "As agreed", "by": world.manager, "now": NOW}
    answers = at_once(
        [
            lambda: plans.spread_overpayment(
                overpayment=Adjustment.objects.get(pk=overpaid.pk), over_instalments=2, **said
            ),
            lambda: plans.waive_overpayment(
                overpayment=Adjustment.objects.get(pk=overpaid.pk), **said
            ),
        ]
    )
    assert names(answers) == ["OverpaymentDecided"]
    prove(budget)


def suspending(world: World, budget: Budget) -> Callable[[], Any]:
    return lambda: plans.suspend_budget(
        budget=fresh(budget),
        reason="concern",
        words="We look at it.",
        starts_on=MONDAY,
        by=world.manager.user_id,
        now=NOW,
    )


def test_what_is_stopped_while_it_is_approved_does_not_leave() -> None:
    world = make_world()
    budget = active(world, world.daniel)
    (one,) = prepare(world, MONDAY)
    answers = at_once(
        [
            suspending(world, budget),
            lambda: payouts.approve_payments(
                book_id=world.book_id,
                ids=[one.payment_id],
                by=world.second_finance.user_id,
                now=NOW,
            ),
        ]
    )
    assert names(answers) == []
    assert payouts.send_ready(book_id=world.book_id, by=uuid4(), now=at(MONDAY)) == []
    assert Payment.objects.get().state == PaymentState.APPROVED
    prove(budget)


def test_a_condition_that_falls_while_a_pay_day_is_planned() -> None:
    world = make_world()
    budget = active(world, world.daniel)
    code = next(iter(newest(budget)))
    answers = at_once(
        [
            preparing(world),
            lambda: plans.record_condition(
                budget=fresh(budget),
                code=code,
                stands=False,
                decided_on=NOW.date(),
                why="Not any more",
                by=world.manager,
                now=NOW,
            ),
        ]
    )
    assert names(answers) == []
    assert fresh(budget).state == BudgetState.SUSPENDED
    assert Pause.objects.count() == 1
    assert Payment.objects.filter(state=PaymentState.SENT).count() == 0
    prove(budget)


@pytest.mark.parametrize("reason", [EndReason.CHOSEN, EndReason.CONDITION])
def test_an_end_while_a_pay_day_is_planned(reason: EndReason) -> None:
    world = make_world()
    budget = active(world, world.daniel)
    answers = at_once(
        [
            preparing(world),
            lambda: plans.begin_ending(
                budget=fresh(budget),
                reason=reason,
                ends_on=LAST,
                words="",
                by=world.manager,
                now=NOW,
            ),
            preparing(world),
        ]
    )
    assert names(answers) == []
    prepare(world, MONDAY)
    standing = proved.Standing.of(fresh(budget))
    # two weeks until 6 December: 2 × £280.00; nothing where it stops at once
    due = 560_00 if reason == EndReason.CHOSEN else 0
    assert (standing.due, standing.brought) == (due, due)
    prove(budget)


def test_an_end_while_what_was_planned_is_approved() -> None:
    world = make_world()
    budget = active(world, world.daniel)
    (one,) = prepare(world, MONDAY)
    answers = at_once(
        [
            lambda: plans.begin_ending(
                budget=fresh(budget),
                reason=EndReason.CHOSEN,
                ends_on=LAST,
                words="",
                by=world.manager,
                now=NOW,
            ),
            lambda: payouts.approve_payments(
                book_id=world.book_id,
                ids=[one.payment_id],
                by=world.second_finance.user_id,
                now=NOW,
            ),
        ]
    )
    assert names(answers) in [[], ["CannotMove"]]  # who approves finds it given up
    assert fresh(budget).state == BudgetState.ENDING
    assert Payment.objects.get().state == PaymentState.CANCELLED
    assert [row.pence for row in prepare(world, MONDAY)] == [560_00]
    prove(budget)


def test_a_single_sum_agreed_by_two_and_planned_by_two_goes_once() -> None:
    world = make_world()
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    one = plans.propose_one_off(
        budget=budget,
        kind=OneOffKind.ONE_OFF,
        pence=150_00,
        due_on=MONDAY,
        words="Once",
        by=world.practitioner,
        now=NOW,
    )
    other = ManagerFactory(book_id=world.book_id, team=world.team)
    answers = at_once(
        [
            lambda by=by: plans.agree_one_off(one_off=OneOff.objects.get(pk=one.pk), by=by, now=NOW)
            for by in (world.manager, other)
        ]
    )
    assert names(answers) == ["OneOffDecided"]
    assert names(at_once([preparing(world)] * 3)) == []
    assert sorted(row.pence for row in Instalment.objects.all()) == [150_00, 840_00]
    prove(budget)


def test_a_holiday_taken_twice_at_once_is_taken_once() -> None:
    world = make_world()
    budget = active(world, world.daniel)
    prepare(world, MONDAY)

    def take() -> Pause:
        return plans.take_holiday(
            budget=fresh(budget),
            starts_on=MONDAY,
            ends_on=LAST,
            words="",
            by=world.manager.user_id,
            now=NOW,
        )

    answers = at_once([take, take, preparing(world)])
    assert names(answers) == [errors.PauseOverlaps.__name__]
    assert Adjustment.objects.get().pence == -560_00
    prove(budget)


def test_an_uplift_applied_by_two_while_a_pay_day_is_planned() -> None:
    world = make_world()
    budgets = [active(world, PersonFactory(team=world.team)) for _ in range(3)]
    uplift = plans.prepare_uplift(
        book_id=world.book_id,
        words="April",
        filters={},
        starts_on=MONDAY,
        percent_points=1000,
        by=world.finance,
        now=NOW,
    )
    plans.agree_uplift(uplift=uplift, by=world.second_finance, now=NOW)

    def apply() -> int:
        return plans.apply_uplift(uplift=uplift, by=uuid4(), now=NOW)

    answers = at_once([apply, preparing(world), apply])
    assert names(answers) == []
    assert BudgetStatement.objects.count() == 2 * len(budgets)
    for budget in budgets:
        prove(budget)
