"""Preparing a pay run: opened by a person, planned by the worker in steps that can be taken up."""

from datetime import date, timedelta
from typing import Any

import pytest

from budgets.plans import errors, tasks
from budgets.plans import services as plans
from budgets.plans.models import Instalment, RunPlanning
from budgets.plans.selectors.pay_runs import find_planning
from budgets.plans.services import pay_runs
from config.jobs import EACH_ROUND
from ledgers.models import Transfer
from ledgers.values import SCHEDULER
from payments.payouts import errors as payout_errors
from payments.payouts import services as payouts
from payments.payouts import tasks as payments
from payments.payouts.models import Payment, PayRun
from payments.payouts.values import PaymentState, RunState
from tests.factories import NOW, PersonFactory, World, make_world
from tests.ledgers.books import nothing_moves
from tests.ledgers.crowd import all_at_once
from tests.payments.owed import budget_account, funding, owed, plan
from tests.payments.worlds import at
from tests.worlds_of_plans import MONDAY, active, approve_day, give_details, work_out


def prepared(world: World, pay_on: date = MONDAY, now: Any = NOW) -> PayRun:
    return plans.prepare_pay_run(
        book_id=world.book_id, pay_on=pay_on, by=world.finance.user_id, now=now
    )


def people(world: World, count: int) -> None:
    for number in range(count):
        active(world, PersonFactory(team=world.team, full_name=f"Person {number}"))


def test_opening_plans_nothing_and_the_worker_does(world: World) -> None:
    people(world, 2)
    with nothing_moves():
        run = prepared(world)
    assert (run.state, run.prepared_by) == (RunState.DRAFT, world.finance.user_id)
    assert not Instalment.objects.exists()
    planning = find_planning(run)
    assert planning is not None
    assert (planning.total, planning.done, planning.finished_at) == (2, 0, None)
    assert tasks.prepare_runs(clock=at(NOW)) == 1
    run.refresh_from_db()
    assert (run.state, run.total_pence) == (RunState.CALCULATED, 0)  # nobody has said where to pay
    planning.refresh_from_db()
    assert (planning.done, planning.count, planning.pence) == (2, 2, 1_680_00)
    assert {one.prepared_by for one in Instalment.objects.all()} == {world.finance.user_id}
    assert {one.planned_by for one in Payment.objects.all()} == {SCHEDULER}
    assert tasks.prepare_runs(clock=at(NOW)) == 0


def test_each_step_is_kept_and_the_next_begins_where_it_ended(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pay_runs, "AT_ONCE", 2)
    people(world, 5)
    run = prepared(world)
    seen = []
    while plans.plan_run_step(run_id=run.id, now=NOW):
        seen.append((Instalment.objects.count(), RunPlanning.objects.get().done))
    assert seen == [(2, 2), (4, 4), (5, 5)]
    assert PayRun.objects.get().state == RunState.CALCULATED
    assert not plans.plan_run_step(run_id=run.id, now=NOW)
    assert Instalment.objects.count() == 5


def test_a_worker_that_dies_leaves_whole_steps(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pay_runs, "AT_ONCE", 2)
    people(world, 3)
    run = prepared(world)
    plans.plan_run_step(run_id=run.id, now=NOW)

    def die(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(pay_runs.payouts, "calculate_run", die)
        plans.plan_run_step(run_id=run.id, now=NOW)
        with pytest.raises(KeyboardInterrupt):
            plans.plan_run_step(run_id=run.id, now=NOW)
    assert (PayRun.objects.get().state, Instalment.objects.count()) == (RunState.DRAFT, 3)
    assert tasks.prepare_runs(clock=at(NOW)) == 1
    assert (PayRun.objects.get().state, Instalment.objects.count()) == (RunState.CALCULATED, 3)


def test_prepared_again_it_takes_in_who_came_since(world: World) -> None:
    active(world, world.daniel)
    first = work_out(world.book_id, MONDAY, by=world.finance.user_id).run
    active(world, world.rosa)
    again = work_out(world.book_id, MONDAY, by=world.second_finance.user_id).run
    assert first == again
    assert again.lines.count() == 2
    assert again.prepared_by == world.finance.user_id


def test_what_others_plan_joins_by_itself(world: World) -> None:
    active(world, world.daniel)
    plan(world, owed(funding(world), budget_account(world), pence=9_00, pay_on=MONDAY))
    assert work_out(world.book_id, MONDAY).run.total_pence == 9_00


def test_two_runs_of_one_day_are_refused_by_name(world: World) -> None:
    prepared(world)
    with pytest.raises(payout_errors.RunOpenAlready):
        prepared(world)
    assert RunPlanning.objects.count() == 1


@pytest.mark.parametrize(
    ("pay_on", "refusal"),
    [
        (NOW.date() - timedelta(days=1), errors.PayDayPast),
        (NOW.date() + timedelta(days=63), errors.PayDayTooFar),
    ],
)
def test_a_day_that_cannot_be_meant(world: World, pay_on: date, refusal: type[Exception]) -> None:
    with nothing_moves(), pytest.raises(refusal):
        prepared(world, pay_on)
    assert not PayRun.objects.exists()


def test_what_is_approved_or_given_up_is_not_prepared_again(world: World) -> None:
    active(world, world.daniel)
    run = work_out(world.book_id, MONDAY).run
    payouts.abandon_run(run=run, words="No", by=SCHEDULER, now=NOW)
    with pytest.raises(payout_errors.RunNotThere):
        plans.prepare_again(run=run, now=NOW)


def test_given_up_while_it_is_planned_it_plans_no_more(world: World) -> None:
    people(world, 1)
    run = prepared(world)
    payouts.abandon_run(run=run, words="Wrong day", by=SCHEDULER, now=NOW)
    assert not plans.plan_run_step(run_id=run.id, now=NOW)
    assert not Instalment.objects.exists()
    assert tasks.prepare_runs(clock=at(NOW)) == 0


def test_a_run_is_prepared_approved_sent_and_closed_by_the_rounds(world: World) -> None:
    active(world, world.daniel)
    prepared(world)
    tasks.prepare_runs(clock=at(NOW))
    payment = Payment.objects.get()
    assert payment.payee
    give_details(payment.payee, now=NOW)
    approve_day(world, MONDAY)
    assert payments.send_runs(clock=at(NOW)) == 0
    assert Transfer.objects.filter(about_id=payment.about_id).count() == 0
    monday = NOW + timedelta(days=1)
    assert payments.send_runs(clock=at(monday)) == 1
    payment.refresh_from_db()
    assert payment.state == PaymentState.SENT
    payouts.mark_paid(payment=payment, by=SCHEDULER, now=monday)
    assert payments.close_runs(clock=at(monday)) == 1
    assert PayRun.objects.get().state == RunState.CLOSED
    assert {tasks.prepare_runs, payments.send_runs, payments.close_runs} <= set(EACH_ROUND)


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_plan_each_budget_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pay_runs, "AT_ONCE", 2)
    world = make_world()
    people(world, 7)
    run = prepared(world)

    def work() -> None:
        while plans.plan_run_step(run_id=run.id, now=NOW):
            pass

    assert all_at_once([work] * 3) == [None] * 3
    assert (Instalment.objects.count(), Payment.objects.count()) == (7, 7)
    assert RunPlanning.objects.get().count == 7
    assert PayRun.objects.get().state == RunState.CALCULATED
