"""The worker's door to imports: a few seconds of one in each round, so that nothing else waits."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from time import monotonic
from typing import Final
from uuid import UUID

import structlog
from django.db import DatabaseError

from budgets.caseload import services
from budgets.caseload.selectors.imports import find_takeable
from budgets.caseload.values.importing import Step
from budgets.councils.selectors import policy_on
from ledgers.doors import acting_for
from ledgers.values import Viewer
from payments.outside.selectors import in_turn

Clock = Callable[[], datetime]

SECONDS_A_ROUND: Final = 2.0

log = structlog.get_logger(__name__)
in_hand: Final[dict[UUID, Iterator[Step]]] = {}
"""What this worker is doing, by book. Lost with it, the import is begun again by another."""


def run_imports(*, clock: Clock) -> int:
    """Go on with what was brought, book by book; returns how many steps it took."""
    return sum(_go_on(viewer, clock) for viewer in in_turn(clock))


def _go_on(viewer: Viewer, clock: Clock) -> int:
    steps = in_hand.get(viewer.book_id) or _take(viewer, clock)
    if steps is None:
        return 0
    done, until = 0, monotonic() + SECONDS_A_ROUND
    try:
        while monotonic() < until:
            if next(steps, None) is None:
                in_hand.pop(viewer.book_id, None)
                return done + 1
            done += 1
    except DatabaseError:  # its batch is undone; it is taken again when it has been silent
        in_hand.pop(viewer.book_id, None)
        log.exception("import_broke_off", book=str(viewer.book_id))
    return done


def _take(viewer: Viewer, clock: Clock) -> Iterator[Step] | None:
    with acting_for(viewer, read_only=True):
        if find_takeable(viewer.book_id, viewer.now) is None:
            return None
    with acting_for(viewer):
        taken = services.take_import(book_id=viewer.book_id, now=viewer.now)
    if taken is None:
        return None
    steps = services.run_import(taken=taken, clock=clock)
    in_hand[viewer.book_id] = steps
    return steps


def empty_old_imports(*, book_id: UUID, now: datetime) -> int:
    """Empty the rows that imports refused, after the days for which messages are kept."""
    days = policy_on(book_id, now.date()).keep_messages_days
    return services.empty_old_imports(book_id=book_id, before=now - timedelta(days=days), now=now)
