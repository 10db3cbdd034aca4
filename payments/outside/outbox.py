"""Calls to the outside: written in the transaction that needs them, made after it by the worker."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from ledgers.values import About
from payments.outside.encryption import seal, unseal
from payments.outside.models import OutboxItem
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
    item, _ = OutboxItem.objects.get_or_create(
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
    return item


def list_unread(*, kind: str, limit: int = 500) -> Iterator[tuple[OutboxItem, dict[str, Any]]]:
    """Answers that their owner has not applied yet, oldest first, with what the rail said."""
    waiting = OutboxItem.objects.filter(
        kind=kind, state=OutboxState.ANSWERED, applied_at=None
    ).order_by("answered_at", "id")
    for item in waiting[:limit]:
        yield item, json.loads(unseal(item.answer)) if item.answer else {}


def mark_applied(*, item: OutboxItem, now: datetime) -> bool:
    """Take an answer as read; false when somebody else had."""
    return bool(
        OutboxItem.objects.filter(pk=item.pk, applied_at=None).update(applied_at=now)
    )
