"""What people decide about a payment that has not left, or that came back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from ledgers import services as ledgers
from ledgers.selectors import held_pence
from ledgers.values import SCHEDULER
from payments.payouts.errors import (
    CannotMove,
    InAnApprovedRun,
    NeedsTwoPeople,
    OtherPerson,
    PaidByIt,
)
from payments.payouts.models import Payee, Payment, RunLine
from payments.payouts.rules import BACK
from payments.payouts.selectors import locking, runs
from payments.payouts.services.runs.calculating import calculate_run
from payments.payouts.services.runs.leaving import take_out
from payments.payouts.services.sending import MOST_AT_ONCE
from payments.payouts.services.steps import move, record_moves, step_key
from payments.payouts.values import Leaves, PaymentState, RunState, london_day

APPROVED_SINCE: Final = (PaymentState.APPROVED, PaymentState.SENT, PaymentState.PAID)


def approve_payments(
    *,
    book_id: UUID,
    ids: Collection[UUID],
    by: UUID,
    now: datetime,
    same_people: Collection[UUID] = (),
    fingerprints: Collection[str] = (),
) -> list[Payment]:
    """
    Approve payments that can't wait for their run: all of them, or none; they leave by themselves.

    They leave the run that they are in. What waits of a run that is on its way, because it is not
    what was approved with it, is approved as it is now. What the same person approved before stays.

    :param same_people: other users who are the same human, as far as the floor above knows
    :param fingerprints: of accounts that are known to be theirs
    :returns: the payments by id, as they are now
    :raises NeedsTwoPeople: one was planned by the same person, or nobody is approving
    :raises PaidByIt: one goes to them, or to an account of theirs
    :raises CannotMove: one is not of this book, leaves without a run, or isn't planned any more
    :raises InAnApprovedRun: one leaves with a run that is approved
    """
    people = {by, *same_people}
    with transaction.atomic():
        rows = locking.take_some(book_id, ids)
        lines = runs.find_living(ids)
        waiting = [one for one in rows if not _is_approved_by(by, one, in_run=one.id in lines)]
        if len(rows) != len(set(ids)) or not all(_may_approve(one, lines) for one in waiting):
            raise CannotMove
        _check_who(waiting, people, {*fingerprints, *runs.accounts_of(book_id, people)} - {""})
        take_out(waiting)
        for start in range(0, len(waiting), MOST_AT_ONCE):
            _approve(waiting[start : start + MOST_AT_ONCE], by=by, now=now)
    return rows


def _is_approved_by(by: UUID, payment: Payment, *, in_run: bool) -> bool:
    waits_in_run = in_run and payment.state == PaymentState.APPROVED
    return payment.approved_by == by and payment.state in APPROVED_SINCE and not waits_in_run


def _may_approve(payment: Payment, lines: Mapping[UUID, RunLine]) -> bool:
    waits = (PaymentState.PLANNED, PaymentState.APPROVED if payment.id in lines else None)
    return payment.state in waits and payment.leaves == Leaves.RUN


def _check_who(payments: Sequence[Payment], people: set[UUID], accounts: set[str]) -> None:
    if payments and SCHEDULER in people:
        raise NeedsTwoPeople
    if any(people & {one.planned_by, one.payee_by} for one in payments):
        raise NeedsTwoPeople
    paid = Payee.objects.filter(pk__in=[one.payee_id for one in payments if one.payee_id])
    if paid.filter(Q(user_id__in=people) | Q(fingerprint__in=accounts)).exists():
        raise PaidByIt


def _approve(payments: Sequence[Payment], *, by: UUID, now: datetime) -> None:
    again = [one for one in payments if one.state == PaymentState.APPROVED]
    Payment.objects.filter(pk__in=[one.id for one in again]).update(approved_by=by, approved_at=now)
    record_moves(again, PaymentState.APPROVED, by=by, now=now)
    planned = [one for one in payments if one.state == PaymentState.PLANNED]
    move(planned, PaymentState.APPROVED, by=by, now=now, approved_by=by, approved_at=now)
    later = [one.id for one in payments if one.pay_on > london_day(now)]
    Payment.objects.filter(pk__in=later).update(pay_on=london_day(now))


def pay_anew(*, payment: Payment, by: UUID, now: datetime) -> Payment:
    """
    Approve a payment that came back, after somebody has mended what was wrong.

    :raises CannotMove: it did not come back
    :raises NeedsTwoPeople: whoever planned it for a run, or chose whom to pay, would approve it too
    :raises InAnApprovedRun: it is paid again by a run that is approved
    """
    if payment.state not in BACK:
        raise CannotMove
    if by == payment.payee_by or (payment.leaves == Leaves.RUN and by == payment.planned_by):
        raise NeedsTwoPeople
    with transaction.atomic():
        take_out([payment])
        move([payment], PaymentState.APPROVED, by=by, now=now, approved_by=by, approved_at=now)
    return payment


def pay_another_way(*, payment: Payment, payee: Payee, by: UUID, now: datetime) -> Payment:
    """
    Pay what came back to another account of the same person or budget; somebody else approves it.

    A run that was calculated with it is calculated anew.

    :raises CannotMove: it did not come back
    :raises OtherPerson: the account is of somebody else, or of another council
    :raises PaidByIt: it is an account of whoever chooses it
    :raises InAnApprovedRun: it is paid again by a run that is approved
    """
    _check_payee(payment, payee, by)
    with transaction.atomic():
        line = runs.find_living([payment.id]).get(payment.id)
        if line and line.run.state == RunState.APPROVED:
            raise InAnApprovedRun
        back = Payment.objects.filter(pk=payment.pk, state=payment.state, tries=payment.tries)
        if not back.update(payee=payee, payee_by=by, payee_at=now):
            raise CannotMove
        if line and line.run.state == RunState.CALCULATED:
            calculate_run(run=line.run, now=now)
    payment.refresh_from_db()
    return payment


def _check_payee(payment: Payment, payee: Payee, by: UUID) -> None:
    if payment.state not in BACK or payment.payee is None:
        raise CannotMove
    if _whose(payee) != _whose(payment.payee):
        raise OtherPerson
    if payee.user_id == by:
        raise PaidByIt


def _whose(payee: Payee) -> tuple[UUID, str, UUID]:
    return payee.book_id, payee.about_kind, payee.about_id


def cancel_payment(*, payment: Payment, by: UUID, now: datetime) -> Payment:
    """
    Give up a payment that has not left, or that came back: what was held is let go.

    :raises CannotMove: it is on its way or has arrived
    """
    with transaction.atomic():
        if payment.state == PaymentState.CANCELLED:
            return payment
        move([payment], PaymentState.CANCELLED, by=by, now=now)
        if payment.hold and held_pence(payment.hold):
            ledgers.release(held=payment.hold, key=step_key(payment, "let go"), by=by, now=now)
    return payment
