"""Words to somebody, finished and sealed when they are written; the worker sends them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from ledgers.values import About
from payments.outside.encryption import seal
from payments.outside.errors import ChannelMissing, NotGivenUp
from payments.outside.models import Message
from payments.outside.rules import LONGEST_TROUBLE
from payments.outside.selectors import failed_messages
from payments.outside.values import Channel, MessageState

CHANNELS: Final = frozenset({Channel.EMAIL, Channel.LETTER})
"""How words can leave here. A text needs somebody who sends texts, and there is nobody yet."""


def write_message(
    *,
    book_id: UUID,
    key: UUID,
    channel: Channel,
    address: str,
    subject: str,
    words: str,
    about: About,
    now: datetime,
) -> Message:
    """
    Write a message once for its key; it leaves in the worker's next round.

    Nothing is done after the transaction, so that one undone on purpose takes as long.

    :raises ChannelMissing: nothing can be sent this way
    """
    if channel not in CHANNELS:
        raise ChannelMissing
    message, _ = Message.objects.get_or_create(
        book_id=book_id,
        key=key,
        defaults={
            "channel": channel,
            "address": seal(address),
            "subject": seal(subject),
            "words": seal(words),
            "about_kind": about.kind,
            "about_id": about.id,
            "next_try_at": now,
            "written_at": now,
        },
    )
    return message


def list_letters(book_id: UUID) -> QuerySet[Message]:
    """Letters that wait to be printed, oldest first."""
    return Message.objects.filter(
        book_id=book_id, channel=Channel.LETTER, state=MessageState.WAITING
    ).order_by("written_at", "id")


def mark_printed(*, letter: Message, now: datetime) -> bool:
    """Take a letter as on its way; false when somebody had it printed already."""
    waiting = list_letters(letter.book_id).filter(pk=letter.pk)
    return bool(waiting.update(state=MessageState.SENT, sent_at=now))


def send_again(*, message: Message, now: datetime) -> None:
    """
    Try a message anew that could not be sent.

    :raises NotGivenUp: it did not fail, was emptied since, or somebody was faster
    """
    failed = failed_messages(message.book_id).filter(pk=message.pk)
    if not failed.update(state=MessageState.WAITING, attempts=0, next_try_at=now):
        raise NotGivenUp


def give_up_message(*, message: Message, words: str, now: datetime) -> None:
    """
    Send a message no more: somebody told the person in another way. Its words are emptied.

    :raises NotGivenUp: it did not fail, was emptied since, or somebody was faster
    """
    failed = failed_messages(message.book_id).filter(pk=message.pk)
    why = words[:LONGEST_TROUBLE]
    if not failed.update(address=None, subject=None, words=None, emptied_at=now, last_trouble=why):
        raise NotGivenUp


def empty_old_messages(*, book_id: UUID, before: datetime, now: datetime) -> int:
    """Forget the words and addresses of what ended before an instant; returns how many."""
    over = Q(state=MessageState.SENT, sent_at__lt=before) | Q(
        state=MessageState.FAILED, written_at__lt=before
    )
    old = Message.objects.filter(over, book_id=book_id, emptied_at=None)
    return old.update(address=None, subject=None, words=None, emptied_at=now)
