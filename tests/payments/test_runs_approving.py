"""A run is approved as it was looked at, by another human being, whom it does not pay."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from budgets.councils.models import Member
from budgets.plans import services as plans
from ledgers.values import SCHEDULER
from payments.payouts import errors
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment, PayRun
from payments.payouts.values import PaymentState, RunState
from tests.factories import NOW, World, make_world
from tests.ledgers.books import nothing_moves
from tests.payments.owed import TODAY, budget_account, funding, known_payee, owed, plan
from tests.payments.runs import (
    LATER,
    approve,
    calculated,
    due,
    fresh,
    held,
    line_of,
    opened,
    three,
)

S = PaymentState


def states(world: World) -> set[str]:
    return set(Payment.objects.filter(book_id=world.book_id).values_list("state", flat=True))


def test_all_that_would_be_paid_is_approved_at_once(world: World) -> None:
    three(world)
    with nothing_moves():
        run = approve(world, calculated(world))
    assert (run.state, run.approved_by, run.approved_at) == (
        RunState.APPROVED,
        world.finance.user_id,
        NOW,
    )
    assert states(world) == {S.APPROVED}
    one = Payment.objects.filter(book_id=world.book_id).earliest("id")
    assert list(one.moves.order_by("id").values_list("state", "moved_by")) == [
        (S.PLANNED, SCHEDULER),
        (S.APPROVED, world.finance.user_id),
    ]
    assert one.approved_by == world.finance.user_id


def test_approved_twice_by_one_it_is_approved_once(world: World) -> None:
    three(world)
    run = approve(world, calculated(world))
    again = approve(world, run, NOW + timedelta(hours=1))
    assert (again.pk, again.approved_at) == (run.pk, NOW)
    assert Payment.objects.first().moves.filter(state=S.APPROVED).count() == 1  # type: ignore[union-attr]


def refused(world: World, run: PayRun, refusal: type[Exception], **said: object) -> None:
    before = fresh(run)
    asked = {"run": run, "digest": run.digest, "by": world.finance.user_id, "now": NOW} | said
    with nothing_moves(), pytest.raises(refusal):
        payouts.approve_run(**asked)  # type: ignore[arg-type]
    assert fresh(run).state == before.state
    assert states(world) <= {S.PLANNED, S.CANCELLED}


def test_whoever_prepared_it_does_not_approve_it(world: World) -> None:
    three(world)
    run = calculated(world)
    refused(world, run, errors.NeedsTwoPeople, by=world.second_finance.user_id)
    refused(world, run, errors.NeedsTwoPeople, by=SCHEDULER)
    refused(world, run, errors.NeedsTwoPeople, same_people={world.second_finance.user_id})


def test_whoever_planned_a_payment_of_it_does_not_approve_it(world: World) -> None:
    plan(world, owed(funding(world), budget_account(world)), by=world.finance.user_id)
    refused(world, calculated(world), errors.NeedsTwoPeople)


def test_nobody_approves_what_pays_them(world: World) -> None:
    payee = known_payee(world)
    due(world, budget_account(world), payee, 1_00)
    Payee.objects.filter(pk=payee.pk).update(user_id=world.finance.user_id)
    refused(world, calculated(world), errors.PaidByIt)


def test_what_pays_them_and_is_held_back_is_no_bar(world: World) -> None:
    payee = known_payee(world)
    mine = due(world, budget_account(world), payee, 1_00)
    due(world, budget_account(world), None, 2_00)
    Payee.objects.filter(pk=payee.pk).update(user_id=world.finance.user_id)
    run = calculated(world)
    payouts.hold_line(
        line=line_of(run, mine), words="Not by her", by=world.second_finance.user_id, now=NOW
    )
    assert approve(world, fresh(run)).count == 1


def test_nor_what_goes_to_an_account_of_theirs_under_another_name(world: World) -> None:
    payee, own = known_payee(world, 1), known_payee(world, 1)
    assert payee.fingerprint == own.fingerprint
    Payee.objects.filter(pk=own.pk).update(user_id=world.finance.user_id)
    due(world, budget_account(world), payee, 1_00)
    refused(world, calculated(world), errors.PaidByIt)


def sharing(world: World, member: Member, fingerprint: str = "f" * 64) -> Member:
    Member.objects.filter(pk=member.pk).update(account_fingerprint=fingerprint)
    return Member.objects.get(pk=member.pk)


def test_a_second_account_of_the_preparer_is_the_preparer(world: World) -> None:
    three(world)
    run = calculated(world)
    sharing(world, world.second_finance)
    twin = sharing(world, world.finance)
    with nothing_moves(), pytest.raises(errors.NeedsTwoPeople):
        plans.approve_pay_run(run=run, digest=run.digest, by=twin, now=NOW)
    assert states(world) == {S.PLANNED}


def test_nor_may_they_whose_bank_account_is_in_it(world: World) -> None:
    payee = known_payee(world)
    due(world, budget_account(world), payee, 1_00)
    run = calculated(world)
    theirs = sharing(world, world.finance, payee.fingerprint)
    with nothing_moves(), pytest.raises(errors.PaidByIt):
        plans.approve_pay_run(run=run, digest=run.digest, by=theirs, now=NOW)
    assert states(world) == {S.PLANNED}


def another_digest(world: World, payments: list[Payment], run: PayRun) -> None:
    run.digest = "0" * 64


def cancelled(world: World, payments: list[Payment], run: PayRun) -> None:
    payouts.cancel_payment(payment=payments[0], by=SCHEDULER, now=NOW)


def dearer(world: World, payments: list[Payment], run: PayRun) -> None:
    Payment.objects.filter(pk=payments[0].pk).update(pence=99_999_00)


def to_somebody_else(world: World, payments: list[Payment], run: PayRun) -> None:
    Payment.objects.filter(pk=payments[0].pk).update(payee=known_payee(world, 7))


def to_another_budget(world: World, payments: list[Payment], run: PayRun) -> None:
    Payment.objects.filter(pk=payments[0].pk).update(to_account=budget_account(world))


def kept_no_more(world: World, payments: list[Payment], run: PayRun) -> None:
    Payment.objects.filter(pk=payments[2].pk).update(payee=known_payee(world, 7))


def to_another_bank(world: World, payments: list[Payment], run: PayRun) -> None:
    Payee.objects.filter(pk=payments[0].payee_id).update(fingerprint="e" * 64)


def line_edited(world: World, payments: list[Payment], run: PayRun) -> None:
    run.lines.filter(payment=payments[0]).update(pence=1)


@pytest.mark.parametrize(
    "change",
    [
        another_digest,
        cancelled,
        dearer,
        to_somebody_else,
        to_another_budget,
        kept_no_more,
        to_another_bank,
        line_edited,
    ],
)
def test_what_is_not_what_was_looked_at_is_not_approved(
    world: World, change: Callable[[World, list[Payment], PayRun], None]
) -> None:
    payments = three(world)
    run = calculated(world)
    change(world, payments, run)
    refused(world, run, errors.RunChanged)


def test_what_was_held_since_is_not_what_was_looked_at(world: World) -> None:
    first, *_ = three(world)
    seen = calculated(world)
    payouts.hold_line(line=line_of(seen, first), words="Wait", by=SCHEDULER, now=NOW)
    refused(world, seen, errors.RunChanged)


def test_a_day_that_is_over_is_not_approved(world: World) -> None:
    three(world)
    refused(world, calculated(world), errors.RunDayPast, now=NOW + timedelta(days=1))


def test_a_draft_is_not_approved(world: World) -> None:
    three(world)
    refused(world, opened(world), errors.RunNotThere)


def test_another_officer_comes_too_late(world: World) -> None:
    three(world)
    run = approve(world, calculated(world))
    with pytest.raises(errors.RunNotThere):
        payouts.approve_run(run=run, digest=run.digest, by=uuid4(), now=NOW)
    assert fresh(run).approved_by == world.finance.user_id


# Abandoning


def test_given_up_after_it_was_approved_its_payments_wait_again(world: World) -> None:
    payments = three(world)
    run = approve(world, calculated(world))
    payouts.cancel_payment(payment=fresh_payment(payments[0]), by=SCHEDULER, now=NOW)
    with nothing_moves():
        given_up = payouts.abandon_run(
            run=run, words="The wrong day", by=world.second_finance.user_id, now=NOW
        )
    assert (given_up.state, given_up.abandoned_why) == (RunState.ABANDONED, "The wrong day")
    assert [fresh_payment(p).state for p in payments] == [S.CANCELLED, S.PLANNED, S.PLANNED]
    assert {p.approved_by for p in map(fresh_payment, payments[1:])} == {None}
    moves = payments[1].moves.order_by("id").values_list("state", flat=True)
    assert list(moves) == [S.PLANNED, S.APPROVED, S.PLANNED]
    anew = calculated(world)
    assert (anew.count, anew.total_pence) == (2, 500_00)
    assert approve(world, anew).state == RunState.APPROVED


def fresh_payment(payment: Payment) -> Payment:
    return Payment.objects.get(pk=payment.pk)


def test_given_up_twice_it_is_given_up_once_and_says_why(world: World) -> None:
    run = opened(world)
    with pytest.raises(errors.WhyUnsaid):
        payouts.abandon_run(run=run, words=" ", by=SCHEDULER, now=NOW)
    payouts.abandon_run(run=run, words="First", by=SCHEDULER, now=NOW)
    again = payouts.abandon_run(run=run, words="Second", by=SCHEDULER, now=NOW)
    assert again.abandoned_why == "First"


def test_what_has_begun_to_leave_is_not_given_up(world: World) -> None:
    three(world)
    run = approve(world, calculated(world))
    payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=NOW)
    with nothing_moves(), pytest.raises(errors.RunNotThere):
        payouts.abandon_run(run=run, words="Too late", by=SCHEDULER, now=NOW)


# Outside of runs


def urgent(world: World, *payments: Payment, by: Member | None = None) -> list[Payment]:
    return plans.approve_urgent(
        book_id=world.book_id,
        payment_ids=[payment.id for payment in payments],
        by=by or world.finance,
        now=NOW,
    )


def test_what_cannot_wait_leaves_its_run_and_leaves_now(world: World) -> None:
    payee = known_payee(world)
    payment = due(world, budget_account(world), payee, 9_00, on=LATER)
    other = due(world, budget_account(world), None, 1_00, on=LATER)
    run = calculated(world, LATER)
    with nothing_moves():
        urgent(world, payment)
    assert (fresh(run).count, fresh(run).total_pence) == (1, 1_00)
    sent = payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW)
    assert [(p.id, p.pay_on) for p in sent] == [(payment.id, TODAY)]
    assert fresh_payment(other).state == S.PLANNED
    assert approve(world, fresh(run)).count == 1


def test_what_an_approved_run_pays_is_not_approved_apart(world: World) -> None:
    payment = due(world, budget_account(world), known_payee(world), 9_00)
    approve(world, calculated(world))
    for by in (world.finance, world.second_finance):
        with nothing_moves(), pytest.raises(errors.InAnApprovedRun):
            urgent(world, payment, by=by)


def test_nobody_approves_apart_what_pays_them(world: World) -> None:
    payee = known_payee(world)
    payment = due(world, budget_account(world), payee, 9_00)
    Payee.objects.filter(pk=payee.pk).update(user_id=world.finance.user_id)
    with nothing_moves(), pytest.raises(errors.PaidByIt):
        urgent(world, payment)
    theirs = sharing(world, world.second_finance, payee.fingerprint)
    with nothing_moves(), pytest.raises(errors.PaidByIt):
        urgent(world, payment, by=theirs)
    assert states(world) == {S.PLANNED}


def test_runs_of_others_are_theirs(world: World) -> None:
    three(world)
    elsewhere = make_world()
    payment = due(elsewhere, budget_account(elsewhere), None, 9_00)
    with pytest.raises(errors.CannotMove):
        urgent(world, payment)
    assert held(calculated(world)) == {}
