"""What a rail answered to our calls, applied once: the payment is paid, or comes back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ledgers.values import SCHEDULER
from payments.outside.models import OutboxItem
from payments.outside.outbox import mark_applied
from payments.payouts.errors import CannotMove
from payments.payouts.models import Payment
from payments.payouts.selectors import locking
from payments.payouts.services.moving import bring_back, mark_paid
from payments.payouts.services.sending import call_key
from payments.payouts.values import PaymentState


def apply_answer(*, item: OutboxItem, answer: dict[str, Any], now: datetime) -> bool:
    """
    Move the payment that a call was about; false when this answer was applied before.

    An answer that can move nothing (the payment came back meanwhile) is kept with its trouble.
    """
    with transaction.atomic():
        payment = locking.take_called(item.book_id, item.about_id)
        if not mark_applied(item=item, now=now):
            return False
        try:
            _move(payment, item.key, answer, now)
        except CannotMove as refusal:
            item.last_trouble = refusal.sentence
            item.save(update_fields=["last_trouble"])
    return True


def _move(payment: Payment | None, key: UUID, answer: dict[str, Any], now: datetime) -> None:
    if payment is None or call_key(payment) != key:
        raise CannotMove("This answer is about an earlier try. Nothing was changed.")
    if answer["outcome"] == "paid":
        mark_paid(payment=payment, by=SCHEDULER, now=now)
        return
    bring_back(
        payment=payment,
        to=PaymentState.FAILED,
        reason_code=answer["reason_code"],
        by=SCHEDULER,
        now=now,
    )


def apply_return(*, book_id: UUID, key: UUID, reason_code: str, now: datetime) -> bool:
    """
    The rail says that a payment it made came back; false when that was known.

    :param key: of the call that paid it, so that a later try is left alone
    """
    with transaction.atomic():
        item = OutboxItem.objects.filter(book_id=book_id, key=key, kind="payment").first()
        payment = locking.take_called(book_id, item.about_id) if item else None
        if payment is None or call_key(payment) != key or payment.state != PaymentState.PAID:
            return False
        bring_back(
            payment=payment,
            to=PaymentState.RETURNED,
            reason_code=reason_code,
            by=SCHEDULER,
            now=now,
        )
    return True
