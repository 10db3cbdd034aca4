"""Calls to the outside: written in the transaction that needs them, made after it by the worker."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from ledgers.values import About
from payments.outside.encryption import seal, unseal
from payments.outside.errors import NotGivenUp
from payments.outside.models import OutboxItem
from payments.outside.rules import LONGEST_TROUBLE
from payments.outside.selectors import given_up_calls, idle_answers
from payments.outside.tasks import wake
from payments.outside.values import OutboxState, Rail


def write_call(
    *,
    book_id: UUID,
    key: UUID,
    kind: str,
    rail: Rail,
    body: dict[str, Any],
    about: About,
    now: datetime,
) -> OutboxItem:
    """Write a call that the worker will make under this key, at every try the same."""
    item, is_new = OutboxItem.objects.get_or_create(
        book_id=book_id,
        key=key,
        defaults={
            "kind": kind,
            "rail": rail,
            "body": seal(json.dumps(body)),
            "about_kind": about.kind,
            "about_id": about.id,
            "next_try_at": now,
            "written_at": now,
        },
    )
    if is_new:
        wake()
    return item


def list_unread(
    *, book_id: UUID, kind: str, limit: int = 500
) -> list[tuple[OutboxItem, dict[str, Any]]]:
    """Answers that their owner has not applied yet, oldest first, with what the rail said."""
    waiting = OutboxItem.objects.filter(
        book_id=book_id, kind=kind, state=OutboxState.ANSWERED, applied_at=None
    ).order_by("answered_at", "id")
    return [
        (item, json.loads(unseal(item.answer)) if item.answer else {}) for item in waiting[:limit]
    ]


def mark_applied(*, item: OutboxItem, now: datetime, trouble: str = "") -> bool:
    """
    Take an answer as read; false when somebody else had.

    :param trouble: why nothing came of it, for whoever looks
    """
    unread = OutboxItem.objects.filter(pk=item.pk, applied_at=None)
    return bool(unread.update(applied_at=now, last_trouble=trouble[:200]))


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
