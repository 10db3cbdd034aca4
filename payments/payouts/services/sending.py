"""Sending: the money leaves its source, and the call or the file's line is written with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers import services as ledgers
from ledgers.selectors import get_shared
from ledgers.values import About, AccountKind, TransferKind
from payments.outside.outbox import write_call
from payments.outside.values import Rail
from payments.payouts import selectors
from payments.payouts.errors import DetailsMissing, PaymentHeldBack
from payments.payouts.models import BankFile, Payment
from payments.payouts.selectors import locking
from payments.payouts.services.steps import (
    going_among,
    lock_accounts,
    move_to_sent,
    step_key,
    step_posting,
)
from payments.payouts.values import BankDetails

MOST_AT_ONCE = 1_000
"""How many payments leave in one transaction, so that no account is locked for long."""


def send_payment(*, payment: Payment, rail: Rail, by: UUID, now: datetime) -> Payment:
    """
    Send one payment over a rail that is called.

    :raises CannotMove: it isn't approved, or was sent already
    :raises DetailsMissing: nobody has given bank details yet
    :raises PaymentHeldBack: either end of it is held back
    :raises NotEnoughMoney: there is too little where it comes from
    """
    send_payments(payments=[payment], rail=rail, by=by, now=now)
    return payment


def send_payments(
    *,
    payments: Sequence[Payment],
    rail: Rail,
    by: UUID,
    now: datetime,
    bank_file: BankFile | None = None,
) -> None:
    """
    Take the money from its sources into the rail's clearing and write the calls, or a file's lines.

    :raises CannotMove: one isn't approved, or was sent already
    :raises DetailsMissing: somebody has given no bank details yet
    :raises PaymentHeldBack: either end of one is held back
    :raises NotEnoughMoney: there is too little where one comes from
    """
    details = [_details_of(payment) for payment in payments]
    with transaction.atomic():
        move_to_sent(payments, by=by, now=now, rail=rail, bank_file=bank_file)
        lock_accounts(payments)
        if selectors.held_back_among(payments):
            raise PaymentHeldBack
        _take_from_source(payments, rail, by=by, now=now)
        for payment, known in zip(payments, details, strict=True):
            if bank_file is None:
                _write_call(payment, known, now)


def _details_of(payment: Payment) -> BankDetails:
    details = selectors.bank_details(payment.payee) if payment.payee else None
    if details is None:
        raise DetailsMissing
    return details


def send_ready(*, book_id: UUID, by: UUID, now: datetime) -> list[Payment]:
    """
    Send what may leave by itself and has not: care days are over, the pay day has come.

    Over the bank file nothing leaves by itself; that is what making the file is for. What has too
    little money where it comes from waits, and stops nobody else.
    """
    rail = selectors.rail_on(book_id, now.date())
    if not rail.is_instant:
        return []
    with transaction.atomic():
        ready = locking.take_ready(book_id, now.date(), MOST_AT_ONCE)
        going = going_among(ready, rail=rail)
        if going:
            send_payments(payments=going, rail=rail, by=by, now=now)
    return going


def call_key(payment: Payment) -> UUID:
    """The key of the call that this try of a payment makes, which the rail knows it by."""
    return step_key(payment, "call")


def _write_call(payment: Payment, details: BankDetails, now: datetime) -> None:
    write_call(
        book_id=payment.book_id,
        key=call_key(payment),
        kind="payment",
        rail=Rail(payment.rail),
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


def _take_from_source(payments: Sequence[Payment], rail: Rail, *, by: UUID, now: datetime) -> None:
    clearing = get_shared(payments[0].book_id, AccountKind.CLEARING, rail)
    for payment in payments:
        posting = step_posting(
            payment,
            debit=payment.source_account_id,
            credit=clearing.id,
            step="sent",
            kind=TransferKind.PAYMENT_SENT,
            by=by,
            now=now,
        )
        ledgers.post(replace(posting, hold_id=payment.hold_id))
