"""
How a payment ends. Each move is a guarded write with its postings in the same transaction.

Money went source → clearing of the rail when it was sent; it goes clearing → where it belongs
when it is paid. What comes back is reversed step by step, as a fact, and set aside again.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from ledgers import services as ledgers
from ledgers.models import Account, Transfer
from ledgers.selectors import get_shared, list_about
from ledgers.values import About, AccountKind, TransferKind
from payments.payouts.errors import CannotMove
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
    if payment.state != PaymentState.PAID:
        mark_all_paid(payments={payment: occurred_on}, by=by, now=now, how=how)
    return payment


def mark_all_paid(
    *,
    payments: Mapping[Payment, date | None],
    by: UUID,
    now: datetime,
    how: PaidHow = PaidHow.ANSWERED,
) -> None:
    """
    The money of payments of one book arrived, each on its day.

    :raises CannotMove: one was never sent, came back, or is paid already
    """
    if not payments:
        return
    book_id = next(iter(payments)).book_id
    rails = {payment.rail for payment in payments}
    with transaction.atomic():
        move(list(payments), PaymentState.PAID, by=by, now=now, paid_at=now, paid_how=how)
        clearing = {rail: get_shared(book_id, AccountKind.CLEARING, rail).id for rail in rails}
        ledgers.post_many_facts(
            [
                step_posting(
                    payment,
                    debit=clearing[payment.rail],
                    credit=payment.to_account_id,
                    step="paid",
                    kind=TransferKind.PAYMENT_PAID,
                    by=by,
                    now=now,
                    occurred_on=occurred_on,
                )
                for payment, occurred_on in payments.items()
            ]
        )


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
    :raises CannotMove: it was never sent, is back already in the other way, or is kept by us
    """
    if payment.is_kept:
        raise CannotMove
    with transaction.atomic():
        if payment.state == to:
            return payment
        move([payment], to, by=by, now=now, reason_code=reason_code[:35])
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
