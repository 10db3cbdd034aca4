"""Calls to the outside: written in the transaction that needs them, made after it by the worker."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from ledgers.services.rows import insert_new
from ledgers.values import About, uuid7
from payments.outside.encryption import unseal
from payments.outside.errors import NotGivenUp
from payments.outside.models import OutboxItem
from payments.outside.rules import LONGEST_TROUBLE
from payments.outside.selectors import given_up_calls, idle_answers
from payments.outside.tasks import wake
from payments.outside.values import OutboxState, Rail

COLUMNS: Final = (
    "id",
    "book_id",
    "key",
    "about_kind",
    "about_id",
    "body",
    "pence",
    "kind",
    "rail",
    "state",
    "attempts",
    "next_try_at",
    "outcome",
    "reason_code",
    "answer",
    "answered_at",
    "applied_at",
    "last_trouble",
    "written_at",
)


READ: Final = ("id", "key", "about_id", "outcome", "reason_code", "answer")


@dataclass(frozen=True, slots=True)
class Call:
    """
    A call that is to be made.

    :ivar key: what the rail knows it by, at every try the same
    :ivar sealed: an object as JSON, encrypted: who is paid and where. It is copied, never opened
    """

    key: UUID
    about: About
    pence: int
    sealed: bytes


def write_calls(
    calls: Sequence[Call], *, book_id: UUID, kind: str, rail: Rail, now: datetime
) -> None:
    """Write calls that the worker will make, each once for its key."""

    def row(call: Call) -> tuple[Any, ...]:
        made = (uuid7(), book_id, call.key, call.about.kind, call.about.id, call.sealed, call.pence)
        waits = (kind, rail.value, OutboxState.WAITING.value, 0, now)
        return (*made, *waits, "", "", None, None, None, "", now)

    if insert_new(OutboxItem, COLUMNS, [row(call) for call in calls]):
        wake()


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What a rail said to a call, for whoever asked for it.

    :ivar key: of the call; `about_id` what it was about
    """

    item_id: UUID
    key: UUID
    about_id: UUID
    outcome: str
    reason_code: str


def has_unread(*, book_id: UUID, kind: str) -> bool:
    """Whether there are answers that their owner has not applied yet."""
    return _unread(book_id, kind).exists()


def take_unread(*, book_id: UUID, kind: str, limit: int) -> list[Answer]:
    """
    Answers to apply in this transaction, oldest first, which nobody else applies meanwhile.

    Whoever comes second gets others; on SQLite they wait, and then find these applied.
    """
    mine = _unread(book_id, kind).select_for_update(skip_locked=True, no_key=True)
    return [_answer(*row) for row in mine.order_by("answered_at", "id").values_list(*READ)[:limit]]


def _unread(book_id: UUID, kind: str) -> QuerySet[OutboxItem]:
    return OutboxItem.objects.filter(
        book_id=book_id, kind=kind, state=OutboxState.ANSWERED, applied_at=None
    )


def _answer(
    item_id: UUID, key: UUID, about_id: UUID, outcome: str, reason: str, sealed: bytes | None
) -> Answer:
    if not outcome and sealed:  # kept before there were columns for it
        said = json.loads(unseal(sealed))
        outcome, reason = said["outcome"], said["reason_code"]
    return Answer(item_id, key, about_id, outcome, reason)


def mark_applied(*, ids: Sequence[UUID], now: datetime, trouble: str = "") -> int:
    """
    Take answers as read; returns of how many nobody else had.

    :param trouble: why nothing came of them, for whoever looks
    """
    unread = OutboxItem.objects.filter(id__among=set(ids), applied_at=None)
    return unread.update(applied_at=now, last_trouble=trouble[:LONGEST_TROUBLE]) if ids else 0


def call_again(*, item: OutboxItem, now: datetime) -> OutboxItem:
    """
    Make a call anew that was given up, under its old key, after somebody has looked.

    :raises NotGivenUp: it isn't given up, or somebody was faster
    """
    given_up = given_up_calls(item.book_id).filter(pk=item.pk)
    if not given_up.update(state=OutboxState.WAITING, attempts=0, next_try_at=now):
        raise NotGivenUp
    item.refresh_from_db()
    wake()
    return item


def read_again(*, item: OutboxItem) -> None:
    """
    Have the task read an answer once more that could move nothing.

    :raises NotGivenUp: it moved something, or somebody was faster
    """
    idle = idle_answers(item.book_id).filter(pk=item.pk)
    if not idle.update(applied_at=None, last_trouble=""):
        raise NotGivenUp


def put_aside(*, item: OutboxItem, words: str) -> None:
    """
    Take an answer that could move nothing as dealt with; only the words about it are kept.

    :raises NotGivenUp: it moved something, or somebody was faster
    """
    idle = idle_answers(item.book_id).filter(pk=item.pk)
    if not idle.update(body=b"", answer=None, last_trouble=words[:LONGEST_TROUBLE]):
        raise NotGivenUp


def empty_old_calls(*, book_id: UUID, before: datetime) -> int:
    """Forget what was said in calls whose answer was applied before an instant; how many."""
    old = OutboxItem.objects.filter(book_id=book_id, applied_at__lt=before)
    return old.exclude(body=b"").update(body=b"", answer=None)
