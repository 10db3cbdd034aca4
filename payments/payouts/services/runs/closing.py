"""When a run is sent, and when it is closed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payments.payouts.models import PayRun
from payments.payouts.selectors import runs as seen
from payments.payouts.values import RunState


def close_runs(*, book_id: UUID, now: datetime) -> int:
    """
    Note which runs are sent and which are closed; returns how many moved on.

    A run is sent when every step was made and nothing that may leave is left. It is closed when
    none of its money stands in between, and nothing of it waits any more.
    """
    moved = 0
    with transaction.atomic():
        for run in seen.take_on_their_way(book_id):
            moved += note_sent(run, now=now) + _note_closed(run, now)
    return moved


def note_sent(run: PayRun, *, now: datetime) -> bool:
    """Move a run on its way to sent, if nothing that may leave is left."""
    if run.state != RunState.SENDING or seen.has_more_to_send(run, now):
        return False
    # Whoever else made the last step at the same moment has noted it.
    still = PayRun.objects.filter(pk=run.pk, state=RunState.SENDING)
    if not still.update(state=RunState.SENT, sent_at=now):
        return False
    run.state, run.sent_at = RunState.SENT, now
    return True


def _note_closed(run: PayRun, now: datetime) -> bool:
    if run.state != RunState.SENT or seen.is_under_way(run):
        return False
    run.state, run.closed_at = RunState.CLOSED, now
    run.save(update_fields=["state", "closed_at"])
    return True
