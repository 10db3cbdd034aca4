"""
How a payment ends. Each move is a guarded write with its postings in the same transaction.

Money went source → clearing of the rail when it was sent; it goes clearing → where it belongs
when it is paid. What comes back is reversed step by step, as a fact, and set aside again.
"""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from ledgers import services as ledgers
from ledgers.models import Account, Transfer
from ledgers.selectors import get_shared, list_about
from ledgers.values import About, AccountKind, TransferKind
from payments.payouts.models import Payment
from payments.payouts.services.steps import lock_accounts, move, step_key, step_posting
from payments.payouts.values import PaidHow, PaymentState


def mark_paid(
    *,
    payment: Payment,
    by: UUID,
    now: datetime,
    occurred_on: date | None = None,
    how: PaidHow = PaidHow.ANSWERED,
) -> Payment:
    """
    The money arrived: out of clearing, to where it belongs. Told twice, it moves once.

    :raises CannotMove: it was never sent, or came back
    """
    with transaction.atomic():
        if payment.state == PaymentState.PAID:
            return payment
        move(payment, PaymentState.PAID, by=by, now=now, paid_at=now, paid_how=how)
        clearing = get_shared(payment.book_id, AccountKind.CLEARING, payment.rail)
        posting = step_posting(
            payment,
            debit=clearing.id,
            credit=payment.to_account_id,
            step="paid",
            kind=TransferKind.PAYMENT_PAID,
            by=by,
            now=now,
            occurred_on=occurred_on,
        )
        ledgers.post_fact(posting)
    return payment


def bring_back(
    *,
    payment: Payment,
    to: PaymentState,
    reason_code: str,
    by: UUID,
    now: datetime,
    occurred_on: date | None = None,
) -> Payment:
    """
    The bank says it failed, or returned it later: every step is reversed, and the sum held again.

    :param to: FAILED or RETURNED
    :raises CannotMove: it was never sent, or is back already in the other way
    """
    with transaction.atomic():
        if payment.state == to:
            return payment
        move(payment, to, by=by, now=now, reason_code=reason_code[:35])
        lock_accounts([payment])
        for step in reversed(_steps(payment)):
            ledgers.reverse(
                step,
                key=uuid5(step.key, to.value),
                kind=TransferKind(f"payment_{to.value}"),
                by=by,
                occurred_on=occurred_on or now.date(),
                now=now,
            )
        _hold_again(payment, by=by, now=now)
    return payment


def _steps(payment: Payment) -> list[Transfer]:
    rows = list_about(payment.book_id, payment.about_kind, payment.about_id)
    entries = [step_key(payment, "sent"), step_key(payment, "paid")]
    return list(rows.filter(entry__in=entries, reverses=None).select_related("debit", "credit"))


def _hold_again(payment: Payment, *, by: UUID, now: datetime) -> None:
    if payment.hold is None:
        return
    again = ledgers.hold(
        account=Account.objects.get(pk=payment.source_account_id),
        pence=payment.pence,
        key=step_key(payment, "held again"),
        about=About(payment.about_kind, payment.about_id),
        by=by,
        now=now,
    )
    Payment.objects.filter(pk=payment.pk).update(hold=again)
    payment.hold = again
