"""What people decide about a payment that has not left, or that came back."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from ledgers import services as ledgers
from ledgers.fail_points import reach
from ledgers.selectors import held_pence
from ledgers.values import SCHEDULER
from payments.payouts.errors import CannotMove, NeedsTwoPeople
from payments.payouts.models import Payment
from payments.payouts.selectors import locking
from payments.payouts.services.sending import MOST_AT_ONCE
from payments.payouts.services.steps import move, step_key
from payments.payouts.values import Leaves, PaymentState

APPROVED_SINCE: Final = (PaymentState.APPROVED, PaymentState.SENT, PaymentState.PAID)


def approve_payments(
    *, book_id: UUID, ids: Collection[UUID], by: UUID, now: datetime
) -> list[Payment]:
    """
    Approve payments that leave with a run: all of them, or none; what is due leaves by itself.

    What the same person approved before stays as it is.

    :returns: the payments by id, as they are now
    :raises NeedsTwoPeople: one was planned by the same person, or nobody is approving
    :raises CannotMove: one is not of this book, leaves without a run, or isn't planned any more
    """
    with transaction.atomic():
        rows = locking.take_some(book_id, ids)
        waiting = [payment for payment in rows if not _is_approved_by(by, payment)]
        if len(rows) != len(set(ids)) or not all(map(_waits_for_approval, waiting)):
            raise CannotMove
        if waiting and by in {SCHEDULER, *(payment.planned_by for payment in waiting)}:
            raise NeedsTwoPeople
        for start in range(0, len(waiting), MOST_AT_ONCE):
            some = waiting[start : start + MOST_AT_ONCE]
            move(some, PaymentState.APPROVED, by=by, now=now, approved_by=by, approved_at=now)
    reach("after_approving")
    return rows


def _is_approved_by(by: UUID, payment: Payment) -> bool:
    return payment.approved_by == by and payment.state in APPROVED_SINCE


def _waits_for_approval(payment: Payment) -> bool:
    return payment.state == PaymentState.PLANNED and payment.leaves == Leaves.RUN


def pay_anew(*, payment: Payment, by: UUID, now: datetime) -> Payment:
    """
    Approve a payment that came back, after somebody has mended what was wrong.

    :raises CannotMove: it did not come back
    :raises NeedsTwoPeople: whoever planned it for a run would approve it too
    """
    if payment.state not in (PaymentState.FAILED, PaymentState.RETURNED):
        raise CannotMove
    if payment.leaves == Leaves.RUN and by == payment.planned_by:
        raise NeedsTwoPeople
    with transaction.atomic():
        move([payment], PaymentState.APPROVED, by=by, now=now, approved_by=by, approved_at=now)
    return payment


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
