"""The worker's door to payments: each answer in a transaction of its own, book by book."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from typing import Final
from uuid import UUID

from ledgers.doors import acting_for
from ledgers.fail_points import reach
from ledgers.values import SCHEDULER, Viewer
from payments.outside.errors import TryAgain
from payments.outside.outbox import has_unread
from payments.outside.rails.practice.gateway import PracticeGateway
from payments.outside.selectors import in_turn
from payments.payouts import selectors, services
from payments.payouts.selectors import runs
from payments.payouts.services.sending import MOST_AT_ONCE
from payments.payouts.values import london_day

Clock = Callable[[], datetime]


def keep_ready(*, clock: Clock) -> int:
    """Put money that we keep where it belongs, when its day has come; returns how many."""
    kept = 0
    for viewer in in_turn(clock):
        with acting_for(viewer, read_only=True):
            due = selectors.list_keepable(viewer.book_id, london_day(viewer.now)).exists()
        if not due:
            continue
        with acting_for(viewer):
            going = services.keep_ready(book_id=viewer.book_id, by=SCHEDULER, now=viewer.now)
        kept += len(going)
    return kept


def send_ready(*, clock: Clock) -> int:
    """Send what may leave by itself now; returns how many."""
    sent = 0
    for viewer in in_turn(clock):
        if not _has_ready(viewer):
            continue
        with acting_for(viewer):
            ready = services.send_ready(book_id=viewer.book_id, by=SCHEDULER, now=viewer.now)
        sent += len(ready)
    return sent


def _has_ready(viewer: Viewer) -> bool:
    with acting_for(viewer, read_only=True):
        today = viewer.now.date()
        rail = selectors.find_rail(viewer.book_id, today)
        return bool(
            rail and rail.is_instant and selectors.list_ready(viewer.book_id, today).exists()
        )


STEPS_A_ROUND: Final = 20
"""So many steps of a council's run are made before others have their turn."""


def send_runs(*, clock: Clock) -> int:
    """Send the runs whose day has come, step by step; returns how many steps were made."""
    return sum(_send_steps(viewer) for viewer in in_turn(clock))


def _send_steps(viewer: Viewer) -> int:
    with acting_for(viewer, read_only=True):
        due = runs.list_due_sheets(viewer.book_id, london_day(viewer.now)).exists()
    if not due:
        return 0
    for number in range(STEPS_A_ROUND):
        with acting_for(viewer):
            step = services.send_run_step(book_id=viewer.book_id, by=SCHEDULER, now=viewer.now)
        if step is None:
            return number
    return STEPS_A_ROUND


def close_runs(*, clock: Clock) -> int:
    """Note which runs are sent, and which are closed; returns how many moved on."""
    closed = 0
    for viewer in in_turn(clock):
        with acting_for(viewer, read_only=True):
            on_their_way = runs.list_on_their_way(viewer.book_id).exists()
        if not on_their_way:
            continue
        with acting_for(viewer):
            closed += services.close_runs(book_id=viewer.book_id, now=viewer.now)
    return closed


def apply_answers(*, clock: Clock) -> int:
    """Apply what the rails answered to payments; returns how many."""
    applied = 0
    for viewer in in_turn(clock):
        with acting_for(viewer, read_only=True):
            waits = has_unread(book_id=viewer.book_id, kind="payment")
        while waits:
            reach("before_applying")
            with acting_for(viewer):
                some = services.apply_answers(book_id=viewer.book_id, now=clock())
            reach("after_applying")
            applied += some
            waits = some == MOST_AT_ONCE
    return applied


def apply_returns(*, clock: Clock) -> int:
    """Ask the practice bank what came back, and bring it back here; returns how many."""
    returned = _returned()
    return sum(_bring_back(viewer, returned) for viewer in in_turn(clock)) if returned else 0


def _returned() -> dict[UUID, str]:
    try:
        with closing(PracticeGateway.from_settings()) as bank:
            rows = bank.list_returned()
    except TryAgain:  # it is asked again in the next round
        return {}
    return {row.key: row.reason_code for row in rows}


def _bring_back(viewer: Viewer, returned: dict[UUID, str]) -> int:
    with acting_for(viewer, read_only=True):
        keys = selectors.list_paid_calls(viewer.book_id, returned)
    applied = 0
    for key in keys:
        with acting_for(viewer):
            applied += services.apply_return(
                book_id=viewer.book_id, key=key, reason_code=returned[key], now=viewer.now
            )
    return applied
