"""What a rail answered to our calls, applied once: the payment is paid, or comes back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from ledgers.errors import Refusal
from ledgers.values import SCHEDULER
from payments.outside.models import OutboxItem
from payments.outside.outbox import Answer, mark_applied, take_unread
from payments.payouts.errors import CannotMove
from payments.payouts.models import Payment
from payments.payouts.selectors import locking
from payments.payouts.services.moving import bring_back, mark_all_paid
from payments.payouts.services.sending import MOST_AT_ONCE, call_key
from payments.payouts.services.steps import lock_accounts
from payments.payouts.values import PaymentState

ARRIVED: Final = "paid"
EARLIER: Final = "This answer is about an earlier try. Nothing was changed."


def apply_answers(*, book_id: UUID, now: datetime, most: int = MOST_AT_ONCE) -> int:
    """
    Move the payments that answers are about, each once; returns how many answers were read.

    An answer that can move nothing (the payment came back meanwhile) is kept with its trouble,
    and stops no other.
    """
    with transaction.atomic():
        answers = take_unread(book_id=book_id, kind="payment", limit=most)
        payments = locking.take_all_called(book_id, [answer.about_id for answer in answers])
        if any(answer.outcome != ARRIVED for answer in answers):
            lock_accounts(list(payments.values()))  # before those that arrived lock theirs
        alone = _apply_together(answers, payments, now)
        if alone:
            lock_accounts([payments[one.about_id] for one in alone if one.about_id in payments])
        for answer in alone:
            trouble = _apply_alone(answer, payments.get(answer.about_id), now)
            mark_applied(ids=[answer.item_id], now=now, trouble=trouble)
    return len(answers)


def _apply_together(
    answers: Sequence[Answer], payments: Mapping[UUID, Payment], now: datetime
) -> list[Answer]:
    """Apply at once what arrived as it was sent; the answers that must be looked at alone."""
    plain = [one for one in answers if _has_arrived(one, payments.get(one.about_id))]
    arrived = {payments[one.about_id]: None for one in plain}
    was = [payment.state for payment in arrived]
    try:
        with transaction.atomic():
            mark_all_paid(payments=arrived, by=SCHEDULER, now=now)
            mark_applied(ids=[one.item_id for one in plain], now=now)
    except Refusal:
        for payment, state in zip(arrived, was, strict=True):
            payment.state = state
        return list(answers)
    done = {one.item_id for one in plain}
    return [one for one in answers if one.item_id not in done]


def _has_arrived(answer: Answer, payment: Payment | None) -> bool:
    if payment is None or payment.state != PaymentState.SENT or answer.outcome != ARRIVED:
        return False
    return call_key(payment) == answer.key


def _apply_alone(answer: Answer, payment: Payment | None, now: datetime) -> str:
    """Why nothing came of it, or nothing if it moved its payment."""
    try:
        with transaction.atomic():
            _move(payment, answer, now)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _move(payment: Payment | None, answer: Answer, now: datetime) -> None:
    if payment is None or call_key(payment) != answer.key:
        raise CannotMove(EARLIER)
    if answer.outcome != ARRIVED:
        bring_back(
            payment=payment,
            to=PaymentState.FAILED,
            reason_code=answer.reason_code,
            by=SCHEDULER,
            now=now,
        )
    elif payment.state != PaymentState.PAID:
        mark_all_paid(payments={payment: None}, by=SCHEDULER, now=now)


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
