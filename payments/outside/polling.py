"""
The outbox's poller: what is due is leased, called outside any transaction, and its answer kept.

A lease is a row whose next try lies in the future. A worker that dies leaves the row leased, and
it falls due again by itself; the call is then made once more under the same key. While some are
called, the next are leased and the answers of those before are kept, so that no rail waits for us.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, QuerySet

from ledgers.doors import acting_for
from ledgers.fail_points import reach
from ledgers.values import Viewer
from payments.outside.calling import Callers, Leased, Outcome, callers
from payments.outside.models import OutboxItem
from payments.outside.pace import Turns, book_turns
from payments.outside.rules import LONGEST_TROUBLE, next_try_after, told
from payments.outside.values import Answered, OutboxState

LEASE: Final = timedelta(minutes=5)
MOST_TRIES: Final = 20
BATCH: Final = 100
MOST_AT_ONCE: Final = 1_000
DIED: Final = "A worker died in the middle."
TRIED_ENOUGH: Final = "Tried too often; somebody must look."

Clock = Callable[[], datetime]
Called = tuple[Sequence[Leased], "Sequence[Future[Outcome]]"]


def make_calls(viewer: Viewer, *, clock: Clock) -> int:
    """
    Make the calls of one book that are due; returns how many were made.

    At most a thousand, so that no book keeps the others waiting.
    """
    with acting_for(viewer, read_only=True):
        if not _due(viewer, clock()).exists():
            return 0
    with callers() as hands:
        return _make_calls(viewer, hands, clock)


def _make_calls(viewer: Viewer, hands: Callers, clock: Clock) -> int:
    made = 0
    before: Called = ([], [])
    leased, turns = _lease(viewer, clock())
    while leased or before[0]:
        calls = hands.call_all(leased, turns, clock()) if leased else []
        _keep(viewer, before, clock)
        before, made = (leased, calls), made + len(leased)
        more = len(leased) == BATCH and made < MOST_AT_ONCE
        leased, turns = _lease(viewer, clock()) if more else ([], [])
    return made


def _due(viewer: Viewer, now: datetime) -> QuerySet[OutboxItem]:
    return OutboxItem.objects.filter(
        book_id=viewer.book_id,
        state__in=[OutboxState.WAITING, OutboxState.LEASED],
        next_try_at__lte=now,
    ).order_by("next_try_at", "id")


COLUMNS: Final = ("id", "key", "kind", "rail", "body", "pence", "attempts", "written_at")


def _lease(viewer: Viewer, now: datetime) -> tuple[list[Leased], list[tuple[Turns, int]]]:
    """
    Take what is due, and book when each may be called.

    Rows that another worker has locked are skipped; on SQLite whoever comes second waits.
    """
    with acting_for(viewer):
        free = _due(viewer, now).select_for_update(skip_locked=True, no_key=True)
        rows = list(free.values_list(*COLUMNS, "state")[:BATCH])
        mine = [Leased(*row[:-1]) for row in rows if row[6] < MOST_TRIES]
        _give_up([row[0] for row in rows if row[6] >= MOST_TRIES])
        leasing = _rows(mine)
        leasing.filter(state=OutboxState.LEASED).update(last_trouble=DIED)
        leasing.update(
            state=OutboxState.LEASED, attempts=F("attempts") + 1, next_try_at=now + LEASE
        )
        leased = [_tried_once_more(item) for item in mine]
        turns = _book_turns(leased, now)
    if leased:
        reach("after_lease")
    return leased, turns


def _rows(items: Iterable[Leased]) -> QuerySet[OutboxItem]:
    return OutboxItem.objects.filter(id__among={item.id for item in items})


def _give_up(ids: Sequence[UUID]) -> None:
    for item in OutboxItem.objects.filter(pk__in=ids):
        OutboxItem.objects.filter(pk=item.pk).update(
            state=OutboxState.GIVEN_UP, last_trouble=told(item.last_trouble, TRIED_ENOUGH)
        )


def _tried_once_more(item: Leased) -> Leased:
    return replace(item, attempts=item.attempts + 1)


def _book_turns(leased: Sequence[Leased], now: datetime) -> list[tuple[Turns, int]]:
    """When each may be called; what is looked up first asks the rail twice."""
    asking = Counter[str]()
    places = []
    for item in leased:
        asking[item.rail] += 2 if item.is_late(now) else 1
        places.append(asking[item.rail] - 1)
    booked = {rail: book_turns(rail, calls, now=now) for rail, calls in sorted(asking.items())}
    return [(booked[item.rail], place) for item, place in zip(leased, places, strict=True)]


def _keep(viewer: Viewer, called: Called, clock: Clock) -> None:
    """Wait until these calls have ended, and keep what came of them, all at once."""
    items, calls = called
    if not items:
        return
    ended = [(item, call.result()) for item, call in zip(items, calls, strict=True)]
    reach("after_call")
    with acting_for(viewer):
        _keep_answers([(item, end.answer) for item, end in ended if end.answer], clock())
        _keep_troubles([(item, end) for item, end in ended if not end.answer], clock())
    reach("after_keeping")


def _keep_answers(answered: Sequence[tuple[Leased, Answered]], now: datetime) -> None:
    """Whoever learns it first keeps it: under one key the rail says the same to everybody."""
    same: dict[Answered, list[Leased]] = {}
    for item, answer in answered:
        same.setdefault(answer, []).append(item)
    for answer, items in same.items():
        _rows(items).exclude(state=OutboxState.ANSWERED).update(
            state=OutboxState.ANSWERED,
            outcome=answer.outcome,
            reason_code=answer.reason_code,
            answered_at=now,
            last_trouble="",
        )


def _keep_troubles(troubled: Sequence[tuple[Leased, Outcome]], now: datetime) -> None:
    """Try again later, or no more; what another worker has leased meanwhile is theirs."""
    same: dict[tuple[Outcome, int], list[Leased]] = {}
    for item, outcome in troubled:
        same.setdefault((outcome, item.attempts), []).append(item)
    for (outcome, attempts), items in same.items():
        gives_up = not outcome.may_pass or attempts >= MOST_TRIES
        _rows(items).filter(state=OutboxState.LEASED, attempts=attempts).update(
            state=OutboxState.GIVEN_UP if gives_up else OutboxState.WAITING,
            next_try_at=next_try_after(attempts, now),
            last_trouble=outcome.trouble[:LONGEST_TROUBLE],
        )
