"""Questions about what waits to go out, and about what got stuck on its way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from ledgers.models import Book
from ledgers.values import SCHEDULER, About, Viewer
from payments.outside.models import Message, OutboxItem
from payments.outside.values import MessageState, OutboxState, StuckKind


@dataclass(frozen=True)
class Trouble:
    """Something that did not go through by itself and that somebody must look at."""

    kind: StuckKind
    id: UUID
    about: About
    attempts: int
    words: str
    since: datetime


def list_troubles(book_id: UUID, *, most: int = 500) -> list[Trouble]:
    """What got stuck in one book, by its kind, the oldest first, so many of each at most."""
    calls = given_up_calls(book_id).order_by("written_at", "id")[:most]
    answers = idle_answers(book_id).order_by("written_at", "id")[:most]
    messages = failed_messages(book_id).order_by("written_at", "id")[:most]
    return [
        *(_trouble(StuckKind.CALL, row) for row in calls),
        *(_trouble(StuckKind.ANSWER, row) for row in answers),
        *(_trouble(StuckKind.MESSAGE, row) for row in messages),
    ]


def given_up_calls(book_id: UUID) -> QuerySet[OutboxItem]:
    """Calls that were tried too often, or refused, and about which nobody has decided."""
    return OutboxItem.objects.filter(
        book_id=book_id, state=OutboxState.GIVEN_UP, applied_at__isnull=True
    )


def idle_answers(book_id: UUID) -> QuerySet[OutboxItem]:
    """Answers of a rail that could move nothing, and that nobody has put aside."""
    read = OutboxItem.objects.filter(
        book_id=book_id, state=OutboxState.ANSWERED, applied_at__isnull=False
    )
    return read.exclude(body=b"").exclude(last_trouble="")


def failed_messages(book_id: UUID) -> QuerySet[Message]:
    """Words that could not be sent and that are still here."""
    return Message.objects.filter(
        book_id=book_id, state=MessageState.FAILED, emptied_at__isnull=True
    )


def _trouble(kind: StuckKind, row: OutboxItem | Message) -> Trouble:
    about = About(row.about_kind, row.about_id)
    return Trouble(kind, row.id, about, row.attempts, row.last_trouble, row.written_at)


def in_turn(clock: Callable[[], datetime]) -> Iterator[Viewer]:
    """Each book, as the service itself sees it when it acts with nobody there."""
    for book_id in list(Book.objects.order_by("id").values_list("id", flat=True)):
        yield Viewer(user_id=SCHEDULER, book_id=book_id, roles=frozenset(), now=clock())
