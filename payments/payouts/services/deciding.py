"""What people decide about a payment that has not left, or that came back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers import services as ledgers
from ledgers.selectors import held_pence
from payments.payouts.errors import CannotMove, NeedsTwoPeople
from payments.payouts.models import Payment
from payments.payouts.services.steps import move, step_key
from payments.payouts.values import Leaves, PaymentState


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
