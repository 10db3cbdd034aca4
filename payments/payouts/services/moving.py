"""
A payment's moves. Each is a guarded write with its postings in the same transaction.

Money goes source → clearing of the rail when it is sent, clearing → where it belongs when it is
paid. What comes back is reversed step by step, as a fact, and set aside again on its pot.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from ledgers import services as ledgers
from ledgers.models import Account, Transfer
from ledgers.selectors import get_shared, held_pence, list_about
from ledgers.values import About, AccountKind, Posting, TransferKind
from payments.outside.outbox import write_call
from payments.outside.values import Rail
from payments.payouts import rules, selectors
from payments.payouts.errors import CannotMove, DetailsMissing
from payments.payouts.models import BankFile, Payment, PaymentMove
from payments.payouts.values import PaidHow, PaymentState


def send_payment(
    *, payment: Payment, rail: Rail, by: UUID, now: datetime, bank_file: BankFile | None = None
) -> Payment:
    """
    Take the money from its source into the rail's clearing and write the call, or the file's line.

    :raises CannotMove: it isn't approved, or was sent already
    :raises DetailsMissing: nobody has given bank details yet
    """
    details = selectors.bank_details(payment.payee) if payment.payee else None
    if details is None:
        raise DetailsMissing
    with transaction.atomic():
        _move(
            payment,
            PaymentState.SENT,
            by=by,
            now=now,
            rail=rail,
            tries=payment.tries + 1,
            sent_at=now,
            bank_file=bank_file,
            reason_code="",
        )
        _take_from_source(payment, by=by, now=now)
        if bank_file is None:
            write_call(
                book_id=payment.book_id,
                key=_key(payment, "call"),
                kind="payment",
                rail=rail,
                body={
                    "payment_id": str(payment.id),
                    "pence": payment.pence,
                    "sort_code": details.sort_code,
                    "account_number": details.account_number,
                    "account_name": details.account_name,
                },
                about=About("payment", payment.id),
                now=now,
            )
    return payment


def _take_from_source(payment: Payment, *, by: UUID, now: datetime) -> None:
    clearing = get_shared(payment.book_id, AccountKind.CLEARING, payment.rail)
    key, kind = _key(payment, "sent"), TransferKind.PAYMENT_SENT
    if payment.hold:
        ledgers.capture(
            held=payment.hold,
            credit=clearing,
            pence=payment.pence,
            key=key,
            kind=kind,
            by=by,
            occurred_on=now.date(),
            now=now,
        )
    else:
        ledgers.post(_posting(payment, payment.source_account_id, clearing.id, key, kind, by, now))


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
        _move(payment, PaymentState.PAID, by=by, now=now, paid_at=now, paid_how=how)
        clearing = get_shared(payment.book_id, AccountKind.CLEARING, payment.rail)
        posting = _posting(
            payment,
            clearing.id,
            payment.to_account_id,
            _key(payment, "paid"),
            TransferKind.PAYMENT_PAID,
            by,
            now,
            occurred_on,
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
        _move(payment, to, by=by, now=now, reason_code=reason_code[:35])
        kind = TransferKind(f"payment_{to.value}")
        for step in reversed(_steps(payment)):
            ledgers.reverse(
                step,
                key=uuid5(step.key, to.value),
                kind=kind,
                by=by,
                occurred_on=occurred_on or now.date(),
                now=now,
            )
        _hold_again(payment, by=by, now=now)
    return payment


def _steps(payment: Payment) -> list[Transfer]:
    rows = list_about(payment.book_id, payment.about_kind, payment.about_id)
    entries = [_key(payment, "sent"), _key(payment, "paid")]
    return list(
        rows.filter(entry__in=entries, reverses=None).select_related("debit", "credit")
    )


def _hold_again(payment: Payment, *, by: UUID, now: datetime) -> None:
    if payment.hold is None:
        return
    again = ledgers.hold(
        account=Account.objects.get(pk=payment.source_account_id),
        pence=payment.pence,
        key=_key(payment, "held again"),
        about=About(payment.about_kind, payment.about_id),
        by=by,
        now=now,
    )
    _write(payment, hold=again)


def pay_anew(*, payment: Payment, by: UUID, now: datetime) -> Payment:
    """
    Approve a payment that came back, after somebody has mended what was wrong.

    :raises CannotMove: it did not come back
    """
    with transaction.atomic():
        _move(payment, PaymentState.APPROVED, by=by, now=now, approved_by=by, approved_at=now)
    return payment


def cancel_payment(*, payment: Payment, by: UUID, now: datetime) -> Payment:
    """
    Give up a payment that has not left, or that came back: what was held is let go.

    :raises CannotMove: it is on its way or has arrived
    """
    with transaction.atomic():
        if payment.state == PaymentState.CANCELLED:
            return payment
        _move(payment, PaymentState.CANCELLED, by=by, now=now)
        if payment.hold and held_pence(payment.hold):
            ledgers.release(held=payment.hold, key=_key(payment, "let go"), by=by, now=now)
    return payment


def record_move(payment: Payment, *, by: UUID, now: datetime) -> None:
    """Keep one step of a payment, for its time line and for the auditor."""
    PaymentMove.objects.create(
        book_id=payment.book_id,
        payment=payment,
        state=payment.state,
        moved_by=by,
        moved_at=now,
        reason_code=payment.reason_code,
    )


def _move(payment: Payment, to: PaymentState, *, by: UUID, now: datetime, **also: Any) -> None:
    was = PaymentState(payment.state)
    if not rules.may_move(was, to):
        raise CannotMove
    moved = Payment.objects.filter(pk=payment.pk, state=was, tries=payment.tries)
    if not moved.update(state=to, **also):
        raise CannotMove
    for name, value in {"state": to, **also}.items():
        setattr(payment, name, value)
    record_move(payment, by=by, now=now)


def _write(payment: Payment, **values: Any) -> None:
    Payment.objects.filter(pk=payment.pk).update(**values)
    for name, value in values.items():
        setattr(payment, name, value)


def _key(payment: Payment, step: str) -> UUID:
    return uuid5(payment.id, f"{step} {payment.tries}")


def _posting(
    payment: Payment,
    debit: UUID,
    credit: UUID,
    key: UUID,
    kind: TransferKind,
    by: UUID,
    now: datetime,
    occurred_on: date | None = None,
) -> Posting:
    return Posting(
        book_id=payment.book_id,
        debit_id=debit,
        credit_id=credit,
        pence=payment.pence,
        key=key,
        kind=kind,
        about=About(payment.about_kind, payment.about_id),
        posted_by=by,
        occurred_on=occurred_on or now.date(),
        posted_at=now,
    )
