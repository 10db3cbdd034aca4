"""
The outbox's poller: what is due is leased, called outside any transaction, and its answer kept.

A lease is a row whose next try lies in the future. A worker that dies leaves the row leased, and
it falls due again by itself; the call is then made once more under the same key.
"""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from django.db.models import QuerySet

from ledgers.doors import acting_for
from ledgers.fail_points import reach
from ledgers.values import Viewer
from payments.outside.encryption import seal, unseal
from payments.outside.errors import CallRefused, TryAgain
from payments.outside.models import OutboxItem
from payments.outside.rails import gateway_for
from payments.outside.rules import next_try_after, told
from payments.outside.values import OutboxState, Rail

LEASE = timedelta(minutes=5)
MOST_TRIES = 20
BATCH = 50
MOST_AT_ONCE = 1_000
CALLS_AT_ONCE = 8
KEYS_LAST = timedelta(hours=12)
"""A rail may forget keys after a day, so what is older than this is looked up first."""


@dataclass(frozen=True)
class Outcome:
    """How one call ended: with an answer, or with a trouble that may or may not pass."""

    answer: dict[str, Any] | None = None
    trouble: str = ""
    may_pass: bool = True


def make_calls(viewer: Viewer, *, clock: Callable[[], datetime]) -> int:
    """
    Make the calls of one book that are due; returns how many were made.

    At most a thousand, so that no book keeps the others waiting.
    """
    made = 0
    with acting_for(viewer, read_only=True):
        waits = _due(viewer, clock()).exists()
    while waits and made < MOST_AT_ONCE:
        with acting_for(viewer):
            leased = _lease(viewer, clock())
        reach("after_lease")
        outcomes = _call_all(leased, clock())
        reach("after_call")
        with acting_for(viewer):
            for item, outcome in zip(leased, outcomes, strict=True):
                _keep(item, outcome, clock())
        reach("after_keeping")
        made += len(leased)
        waits = len(leased) == BATCH
    return made


def _due(viewer: Viewer, now: datetime) -> QuerySet[OutboxItem]:
    return OutboxItem.objects.filter(
        book_id=viewer.book_id,
        state__in=[OutboxState.WAITING, OutboxState.LEASED],
        next_try_at__lte=now,
    ).order_by("next_try_at", "id")


def _lease(viewer: Viewer, now: datetime) -> list[OutboxItem]:
    """Take what is due: the row's lock skips other workers, the guarded write all that remains."""
    return [
        item
        for item in _due(viewer, now).select_for_update(skip_locked=True)[:BATCH]
        if _lease_one(item, now)
    ]


def _lease_one(item: OutboxItem, now: datetime) -> bool:
    unchanged = OutboxItem.objects.filter(pk=item.pk, attempts=item.attempts, state=item.state)
    if item.attempts >= MOST_TRIES:
        words = told(item.last_trouble, "Tried too often; somebody must look.")
        unchanged.update(state=OutboxState.GIVEN_UP, last_trouble=words)
        return False
    died = item.state == OutboxState.LEASED
    item.last_trouble = "A worker died in the middle." if died else item.last_trouble
    item.attempts += 1
    return bool(
        unchanged.update(
            state=OutboxState.LEASED,
            attempts=item.attempts,
            next_try_at=now + LEASE,
            last_trouble=item.last_trouble,
        )
    )


def _call_all(items: Sequence[OutboxItem], now: datetime) -> list[Outcome]:
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        return list(pool.map(lambda item: _call(item, now), items))


def _call(item: OutboxItem, now: datetime) -> Outcome:
    """One call to the rail; nothing of the database is touched in here."""
    is_late = item.attempts > 1 and now - item.written_at > KEYS_LAST
    try:
        gateway = gateway_for(Rail(item.rail))
        found = gateway.look_up(key=item.key) if is_late else None
        body = json.loads(unseal(item.body))
        return Outcome(found or gateway.call(key=item.key, kind=item.kind, body=body))
    except InvalidToken:
        return Outcome(trouble="It was sealed with a key that is not in FIELD_KEYS.")
    except TryAgain as trouble:
        return Outcome(trouble=str(trouble))
    except CallRefused as trouble:
        return Outcome(trouble=str(trouble), may_pass=False)


def _keep(item: OutboxItem, outcome: Outcome, now: datetime) -> None:
    if outcome.answer is not None:
        # Whoever learns it first keeps it: under one key the rail says the same to everybody.
        OutboxItem.objects.filter(pk=item.pk).exclude(state=OutboxState.ANSWERED).update(
            state=OutboxState.ANSWERED,
            answer=seal(json.dumps(outcome.answer)),
            answered_at=now,
            last_trouble="",
        )
        return
    gives_up = not outcome.may_pass or item.attempts >= MOST_TRIES
    still_mine = OutboxItem.objects.filter(
        pk=item.pk, state=OutboxState.LEASED, attempts=item.attempts
    )
    still_mine.update(
        state=OutboxState.GIVEN_UP if gives_up else OutboxState.WAITING,
        next_try_at=next_try_after(item.attempts, now),
        last_trouble=outcome.trouble[:200],
    )
