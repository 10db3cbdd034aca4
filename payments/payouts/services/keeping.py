"""
Money that we keep, on a card or in a managed account: the budget has it, and no rail carries it.

It goes from its source to where it belongs in one posting, and is sent and paid at once.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers import services as ledgers
from ledgers.errors import NotEnoughMoney
from ledgers.values import TransferKind
from payments.payouts import selectors
from payments.payouts.models import Payment
from payments.payouts.selectors import locking
from payments.payouts.services.sending import MOST_AT_ONCE
from payments.payouts.services.steps import going_among, move_to_sent, step_posting
from payments.payouts.values import PaidHow, PaymentState, london_day


def keep_ready(*, book_id: UUID, by: UUID, now: datetime) -> list[Payment]:
    """
    Put money that we keep where it belongs, when it is approved and its pay day has come.

    At most 1,000 are kept, and returned. What is held back, or has too little money where it
    comes from, waits and stops nobody else.
    """
    with transaction.atomic():
        ready = locking.take_keepable(book_id, london_day(now), MOST_AT_ONCE)
        going = going_among(ready)
        keep_all(payments=going, by=by, now=now)
    return going


def keep_if_due(*, payment: Payment, by: UUID, now: datetime) -> None:
    """
    Put this money where it belongs now, if it may go today; otherwise it waits for its day.

    :raises NotEnoughMoney: there is too little where it comes from
    """
    due = selectors.list_keepable(payment.book_id, london_day(now)).filter(pk=payment.pk)
    if not due.exists():
        return
    with transaction.atomic():
        if selectors.is_short(payment):
            raise NotEnoughMoney
        keep_all(payments=going_among([payment]), by=by, now=now)


def keep_all(*, payments: Sequence[Payment], by: UUID, now: datetime) -> None:
    """
    Put money where it belongs that may go, its accounts locked: see `going_among`.

    :raises CannotMove: one isn't approved, or was kept already
    """
    move_to_sent(
        payments,
        by=by,
        now=now,
        further=[PaymentState.PAID],
        paid_at=now,
        paid_how=PaidHow.KEPT,
        rail="",
        bank_file=None,
    )
    ledgers.post_many_facts(
        [
            step_posting(
                payment,
                debit=payment.source_account_id,
                credit=payment.to_account_id,
                step="kept",
                kind=TransferKind.KEPT_BY_US,
                by=by,
                now=now,
                hold=payment.hold_id,
            )
            for payment in payments
        ]
    )
