"""Questions about what waits to go out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ledgers.models import Book
from ledgers.values import SCHEDULER, About, Viewer
from payments.outside.models import Message, OutboxItem
from payments.outside.values import MessageState, OutboxState


@dataclass(frozen=True)
class Trouble:
    """Something that did not go out and that somebody must look at."""

    id: UUID
    what: str
    about: About
    attempts: int
    words: str
    since: datetime


def list_troubles(book_id: UUID) -> Iterator[Trouble]:
    """Calls that were given up and messages that failed, oldest first in each."""
    calls = OutboxItem.objects.filter(book_id=book_id, state=OutboxState.GIVEN_UP)
    messages = Message.objects.filter(book_id=book_id, state=MessageState.FAILED)
    for call in calls.order_by("written_at", "id"):
        yield _trouble(call, call.kind)
    for message in messages.order_by("written_at", "id"):
        yield _trouble(message, message.channel)


def _trouble(row: OutboxItem | Message, what: str) -> Trouble:
    about = About(row.about_kind, row.about_id)
    return Trouble(row.id, what, about, row.attempts, row.last_trouble, row.written_at)


def in_turn(clock: Callable[[], datetime]) -> Iterator[Viewer]:
    """Each book, as the service itself sees it when it acts with nobody there."""
    for book_id in list(Book.objects.order_by("id").values_list("id", flat=True)):
        yield Viewer(user_id=SCHEDULER, book_id=book_id, roles=frozenset(), now=clock())
