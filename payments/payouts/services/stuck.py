"""What a person decides about what got stuck: try it again under its own key, or give it up."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payments.outside import messages, outbox, tending
from payments.outside.errors import NotGivenUp
from payments.outside.models import Message, OutboxItem
from payments.outside.selectors import given_up_calls
from payments.outside.values import StuckKind
from payments.payouts.selectors import locking
from payments.payouts.services.moving import bring_back
from payments.payouts.services.sending import call_key
from payments.payouts.values import PaymentState

NO_REASON = "MS03"
"""The bank's code for a payment that was not made and of which nobody said why."""


def try_again(*, kind: StuckKind, book_id: UUID, id: UUID, now: datetime) -> None:
    """
    Try something again that got stuck, under its own key, so that it can't be done twice.

    :raises NotGivenUp: it isn't stuck, or somebody was faster
    """
    if kind is StuckKind.JOB:
        tending.try_task_again(book_id=book_id, task_id=id, now=now)
    elif kind is StuckKind.MESSAGE:
        messages.send_again(message=_message(book_id, id), now=now)
    elif kind is StuckKind.CALL:
        outbox.call_again(item=_item(book_id, id), now=now)
    else:
        outbox.read_again(item=_item(book_id, id))


def try_calls_again(*, book_id: UUID, now: datetime) -> int:
    """Make every call again that was given up, each under its own key; returns how many."""
    calls = list(given_up_calls(book_id))
    for item in calls:
        outbox.call_again(item=item, now=now)
    return len(calls)


def give_up(
    *, kind: StuckKind, book_id: UUID, id: UUID, words: str, by: UUID, now: datetime
) -> None:
    """
    Try something no more. A payment whose call is given up comes back, as one that failed.

    :raises NotGivenUp: it isn't stuck, or somebody was faster
    """
    if kind is StuckKind.JOB:
        tending.give_up_task(book_id=book_id, task_id=id, words=words, by=by)
    elif kind is StuckKind.MESSAGE:
        messages.give_up_message(message=_message(book_id, id), words=words, now=now)
    elif kind is StuckKind.CALL:
        _give_up_call(_item(book_id, id), words, by, now)
    else:
        outbox.put_aside(item=_item(book_id, id), words=words)


def _give_up_call(item: OutboxItem, words: str, by: UUID, now: datetime) -> None:
    with transaction.atomic():
        payment = locking.take_called(item.book_id, item.about_id)
        stuck = given_up_calls(item.book_id).filter(pk=item.pk).exists()
        if not stuck or not outbox.mark_applied(ids=[item.pk], now=now, trouble=words):
            raise NotGivenUp
        if payment and call_key(payment) == item.key and payment.state == PaymentState.SENT:
            bring_back(
                payment=payment, to=PaymentState.FAILED, reason_code=NO_REASON, by=by, now=now
            )


def _item(book_id: UUID, id: UUID) -> OutboxItem:
    item = OutboxItem.objects.filter(book_id=book_id, pk=id).first()
    if item is None:
        raise NotGivenUp
    return item


def _message(book_id: UUID, id: UUID) -> Message:
    message = Message.objects.filter(book_id=book_id, pk=id).first()
    if message is None:
        raise NotGivenUp
    return message
