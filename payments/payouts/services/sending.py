"""Sending: the money leaves its source, and the call or the file's line is written with it."""

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
from payments.payouts.services.steps import lock_accounts, move, step_key, step_posting
from payments.payouts.values import BankDetails, PaymentState

MOST_AT_ONCE = 1_000
"""How many payments leave in one transaction, so that no account is locked for long."""


def send_payment(
    *, payment: Payment, rail: Rail, by: UUID, now: datetime, bank_file: BankFile | None = None
) -> Payment:
    """
    Take the money from its source into the rail's clearing and write the call, or the file's line.

    :raises CannotMove: it isn't approved, or was sent already
    :raises DetailsMissing: nobody has given bank details yet
    :raises PaymentHeldBack: either end of it is held back
    """
    details = selectors.bank_details(payment.payee) if payment.payee else None
    if details is None:
        raise DetailsMissing
    with transaction.atomic():
        move(
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
        lock_accounts([payment])
        if selectors.is_held_back(payment):
            raise PaymentHeldBack
        _take_from_source(payment, by=by, now=now)
        if bank_file is None:
            _write_call(payment, details, now)
    return payment


def send_ready(*, book_id: UUID, by: UUID, now: datetime) -> list[Payment]:
    """
    Send what may leave by itself and has not: care days are over, the pay day has come.

    Over the bank file nothing leaves by itself; that is what making the file is for.
    """
    rail = selectors.rail_on(book_id, now.date())
    if not rail.is_instant:
        return []
    with transaction.atomic():
        ready = selectors.take_ready(book_id, now.date(), MOST_AT_ONCE)
        return [send_payment(payment=one, rail=rail, by=by, now=now) for one in ready]


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


def _take_from_source(payment: Payment, *, by: UUID, now: datetime) -> None:
    clearing = get_shared(payment.book_id, AccountKind.CLEARING, payment.rail)
    kind = TransferKind.PAYMENT_SENT
    if payment.hold is None:
        ledgers.post(
            step_posting(
                payment,
                debit=payment.source_account_id,
                credit=clearing.id,
                step="sent",
                kind=kind,
                by=by,
                now=now,
            )
        )
        return
    ledgers.capture(
        held=payment.hold,
        credit=clearing,
        pence=payment.pence,
        key=step_key(payment, "sent"),
        kind=kind,
        by=by,
        occurred_on=now.date(),
        now=now,
    )
