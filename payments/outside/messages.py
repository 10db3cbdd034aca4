"""Words to somebody, finished and sealed when they are written; the worker sends them."""

from datetime import datetime
from uuid import UUID

from ledgers.values import About
from payments.outside.encryption import seal
from payments.outside.models import Message
from payments.outside.values import Channel


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
    """Write a message once for its key; it leaves after the transaction."""
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
