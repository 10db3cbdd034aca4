"""Messages leave: each is claimed, sent outside any transaction, and what became of it kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.db.models import QuerySet

from ledgers.doors import acting_for
from ledgers.values import Viewer
from payments.outside.encryption import unseal
from payments.outside.errors import CallRefused, TryAgain
from payments.outside.models import Message
from payments.outside.rails.mail.gateway import send_mail
from payments.outside.rules import next_try_after
from payments.outside.values import Channel, MessageState

LEASE = timedelta(minutes=5)
MOST_TRIES = 12
BATCH = 20


@dataclass(frozen=True)
class Outcome:
    """What became of one try: no trouble, or one that may or may not pass."""

    trouble: str = ""
    may_pass: bool = True


def send_messages(viewer: Viewer, *, clock: Callable[[], datetime]) -> int:
    """Try every e-mail of one book that is due; letters wait for a printer. Says how many."""
    tried = 0
    with acting_for(viewer, read_only=True):
        waits = _due(viewer, clock()).exists()
    while waits:
        with acting_for(viewer):
            claimed = _claim(viewer, clock())
        for message in claimed:
            outcome = _send(message)
            with acting_for(viewer):
                _keep(message, outcome, clock())
        tried += len(claimed)
        waits = len(claimed) == BATCH
    return tried


def _due(viewer: Viewer, now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(
        book_id=viewer.book_id,
        channel=Channel.EMAIL,
        state=MessageState.WAITING,
        next_try_at__lte=now,
    ).order_by("next_try_at", "id")


def _claim(viewer: Viewer, now: datetime) -> list[Message]:
    """Put the next try of each off, so that no other worker sends it too."""
    claimed = []
    for message in _due(viewer, now).select_for_update(skip_locked=True)[:BATCH]:
        unchanged = Message.objects.filter(pk=message.pk, attempts=message.attempts)
        message.attempts += 1
        if unchanged.update(attempts=message.attempts, next_try_at=now + LEASE):
            claimed.append(message)
    return claimed


def _send(message: Message) -> Outcome:
    """Hand one message to the mail server; nothing of the database is touched in here."""
    try:
        send_mail(
            key=message.id,
            address=_open(message.address),
            subject=_open(message.subject),
            words=_open(message.words),
        )
    except InvalidToken:
        return Outcome("It was sealed with a key that is not in FIELD_KEYS.")
    except TryAgain as trouble:
        return Outcome(str(trouble))
    except CallRefused as trouble:
        return Outcome(str(trouble), may_pass=False)
    return Outcome()


def _open(sealed: bytes | memoryview | None) -> str:
    return unseal(sealed) if sealed else ""


def _keep(message: Message, outcome: Outcome, now: datetime) -> None:
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.WAITING)
    if not outcome.trouble:
        waiting.update(state=MessageState.SENT, sent_at=now, last_trouble="")
        return
    gives_up = not outcome.may_pass or message.attempts >= MOST_TRIES
    waiting.filter(attempts=message.attempts).update(
        state=MessageState.FAILED if gives_up else MessageState.WAITING,
        next_try_at=next_try_after(message.attempts, now),
        last_trouble=outcome.trouble[:200],
    )
