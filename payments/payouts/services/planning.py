"""Planning payments: whoever owes money says so, downstairs is told."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers.errors import KeyReused
from payments.payouts import selectors
from payments.payouts.models import Payee, Payment
from payments.payouts.services.keeping import keep_if_due
from payments.payouts.services.sending import send_payment
from payments.payouts.services.steps import record_moves
from payments.payouts.values import Leaves, PaymentState, PlannedPayment

AT_ONCE = 500
CONTENT = ("source_account_id", "to_account_id", "payee_id", "pence", "earned")


def plan_payments(
    planned: Sequence[PlannedPayment], *, book_id: UUID, by: UUID, now: datetime
) -> list[Payment]:
    """
    Plan what is owed, once for each key. What leaves at once is approved by whoever planned it.

    A payment that can leave by itself is sent in the same transaction, and what we keep is kept;
    any other waits, held.

    :raises KeyReused: a key stands for another payment
    :raises NotEnoughMoney: one would leave now, and there is too little where it comes from
    """
    keys = [one.key for one in planned]
    with transaction.atomic():
        rows = {row.key: row for row in Payment.objects.filter(book_id=book_id, key__in=keys)}
        known = set(rows)
        for one in planned:
            _check_same(one, rows.setdefault(one.key, _row(one, book_id=book_id, by=by, now=now)))
        new = [row for key, row in rows.items() if key not in known]
        Payment.objects.bulk_create(new, batch_size=AT_ONCE)
        for state in (PaymentState.PLANNED, PaymentState.APPROVED):
            record_moves([row for row in new if row.state == state], state, by=by, now=now)
        for payment in new:
            if payment.state == PaymentState.APPROVED:
                _send_if_it_can(payment, by=by, now=now)
    return [rows[key] for key in keys]


def _check_same(one: PlannedPayment, row: Payment) -> None:
    if any(getattr(row, name) != getattr(one, name) for name in CONTENT):
        raise KeyReused(one.key)


def _row(one: PlannedPayment, *, book_id: UUID, by: UUID, now: datetime) -> Payment:
    approved = one.leaves == Leaves.AT_ONCE
    return Payment(
        book_id=book_id,
        key=one.key,
        source_account_id=one.source_account_id,
        to_account_id=one.to_account_id,
        payee_id=one.payee_id,
        pence=one.pence,
        pay_on=one.pay_on,
        leaves=one.leaves,
        state=PaymentState.APPROVED if approved else PaymentState.PLANNED,
        hold_id=one.hold_id,
        earned=one.earned,
        about_kind=one.about.kind,
        about_id=one.about.id,
        planned_by=by,
        planned_at=now,
        approved_by=by if approved else None,
        approved_at=now if approved else None,
    )


def _send_if_it_can(payment: Payment, *, by: UUID, now: datetime) -> None:
    if payment.is_kept:
        keep_if_due(payment=payment, by=by, now=now)
        return
    rail = selectors.rail_on(payment.book_id, now.date())
    ready = selectors.list_ready(payment.book_id, now.date()).filter(pk=payment.pk).exists()
    if rail.is_instant and ready:
        send_payment(payment=payment, rail=rail, by=by, now=now)


def send_what_can_leave(*, payee: Payee, by: UUID, now: datetime) -> list[Payment]:
    """Send what waited for this payee's details, where the rail lets a payment leave by itself."""
    with transaction.atomic():
        rail = selectors.rail_on(payee.book_id, now.date())
        if not rail.is_instant:
            return []
        waiting = selectors.list_ready(payee.book_id, now.date()).filter(payee=payee)
        return [send_payment(payment=one, rail=rail, by=by, now=now) for one in waiting]
