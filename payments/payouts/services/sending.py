"""Sending: the money leaves its source, and the call or the file's line is written with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers import services as ledgers
from ledgers.selectors import get_shared
from ledgers.values import About, AccountKind, TransferKind
from payments.outside.outbox import Call, write_calls
from payments.outside.values import Rail
from payments.payouts import selectors
from payments.payouts.errors import PaymentHeldBack
from payments.payouts.models import BankFile, Payment
from payments.payouts.selectors import locking
from payments.payouts.services.steps import (
    going_among,
    lock_own,
    move_to_sent,
    step_key,
    step_posting,
)

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
) -> None:
    """
    Take the money from its sources into the clearing of a rail that is called; write the calls.

    :raises CannotMove: one isn't approved, or was sent already
    :raises DetailsMissing: somebody has given no bank details yet
    :raises PaymentHeldBack: either end of one is held back
    :raises NotEnoughMoney: there is too little where one comes from
    """
    details = selectors.sealed_details(payments)
    with transaction.atomic():
        move_to_sent(payments, by=by, now=now, rail=rail, bank_file=None)
        lock_own(payments)
        if selectors.held_back_among(payments):
            raise PaymentHeldBack
        _write_calls(payments, details, rail, now)
        _take_from_source(payments, rail, by=by, now=now)


def send_going(
    *,
    payments: Sequence[Payment],
    rail: Rail,
    by: UUID,
    now: datetime,
    bank_file: BankFile | None = None,
) -> None:
    """
    Send payments that may go, their accounts locked: see `going_among`. By a call, or by a file.

    :raises CannotMove: one isn't approved, or was sent already
    :raises DetailsMissing: somebody has given no bank details yet
    """
    if not payments:
        return
    with transaction.atomic():
        move_to_sent(payments, by=by, now=now, rail=rail, bank_file=bank_file)
        if bank_file is None:
            _write_calls(payments, selectors.sealed_details(payments), rail, now)
        _take_from_source(payments, rail, by=by, now=now)


def send_ready(*, book_id: UUID, by: UUID, now: datetime) -> list[Payment]:
    """
    Send what may leave by itself and has not: care days are over, the pay day has come.

    Over the bank file nothing leaves by itself; that is what making the file is for. What has too
    little money where it comes from waits, and stops nobody else. At most 1,000 are sent, which
    nobody else sends meanwhile, and returned.
    """
    rail = selectors.rail_on(book_id, now.date())
    if not rail.is_instant:
        return []
    with transaction.atomic():
        ready = locking.take_ready(book_id, now.date(), MOST_AT_ONCE)
        going = going_among(ready)
        send_going(payments=going, rail=rail, by=by, now=now)
    return going


def call_key(payment: Payment) -> UUID:
    """The key of the call that this try of a payment makes, which the rail knows it by."""
    return step_key(payment, "call")


def _write_calls(
    payments: Sequence[Payment], details: Mapping[UUID | None, bytes], rail: Rail, now: datetime
) -> None:
    """Before money is taken: from then on the shared accounts are locked until all is kept."""
    calls = [
        Call(call_key(one), About("payment", one.id), one.pence, details[one.payee_id])
        for one in payments
    ]
    write_calls(calls, book_id=payments[0].book_id, kind="payment", rail=rail, now=now)


def _take_from_source(payments: Sequence[Payment], rail: Rail, *, by: UUID, now: datetime) -> None:
    clearing = get_shared(payments[0].book_id, AccountKind.CLEARING, rail)
    postings = [
        step_posting(
            payment,
            debit=payment.source_account_id,
            credit=clearing.id,
            step="sent",
            kind=TransferKind.PAYMENT_SENT,
            by=by,
            now=now,
            hold=payment.hold_id,
        )
        for payment in payments
    ]
    for start in range(0, len(postings), MOST_AT_ONCE):
        ledgers.post_many(postings[start : start + MOST_AT_ONCE])
