"""Calculating a run: from planned payments alone, with what changed since and what is held back."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from payments.payouts.errors import RunNotThere
from payments.payouts.models import PayRun, RunLine
from payments.payouts.models.runs import PREPARING
from payments.payouts.selectors import runs as seen
from payments.payouts.services.runs.lines import drop_lines, write_lines
from payments.payouts.services.runs.sheets import write_sheets
from payments.payouts.values import HeldCode, PaymentState, RunState

AT_ONCE: Final = 500
OF_OFFICERS: Final = (
    "held",
    "held_words",
    "held_by",
    "held_at",
    "released_words",
    "released_by",
    "released_at",
)


def calculate_run(*, run: PayRun, now: datetime) -> PayRun:
    """
    Take in every planned payment that is due by the run's day and in no other run that lives.

    Calculated again, it takes in what was planned since and drops what is gone; what officers held
    back or released stays so, unless a rule now holds it for another reason.

    :raises RunNotThere: it is approved, sent or abandoned
    """
    with transaction.atomic():
        seen.lock_book(run.book_id)  # so that no two runs take in one payment
        run = seen.lock_run(run)
        if run.state not in PREPARING:
            raise RunNotThere
        decided = seen.decided_lines(run)
        drop_lines(run)
        _take_over(run)
        run.compared_with = None if run.follows_id else seen.find_run_before(run)
        run.save(update_fields=["compared_with"])
        write_lines(run)
        _hold_what_is_short(run)
        _decide_again(run, decided)
        write_sheets(run)
        run.state, run.calculated_at = RunState.CALCULATED, now
        run.save(update_fields=["state", "calculated_at"])
    return run


def _take_over(run: PayRun) -> None:
    """What came back of the run before leaves it, and is paid again by this one."""
    if run.follows_id:
        back = [PaymentState.FAILED, PaymentState.RETURNED]
        lines = RunLine.objects.filter(run_id=run.follows_id, living=True)
        lines.filter(payment__state__in=back).update(living=False)


def _hold_what_is_short(run: PayRun) -> None:
    """The earlier payment is served first; council funding, which has no floor, is never short."""
    left: dict[UUID, int] = {}
    short = []
    for line_id, source, available, pence in seen.list_from_strict(run):
        if left.setdefault(source, available) < pence:
            short.append(line_id)
        else:
            left[source] -= pence
    for start in range(0, len(short), AT_ONCE):
        some = RunLine.objects.filter(pk__in=short[start : start + AT_ONCE])
        some.update(held=HeldCode.TOO_LITTLE)


def _decide_again(run: PayRun, decided: dict[UUID, RunLine]) -> None:
    changed = []
    for line in seen.list_lines_of(run, decided):
        before = decided[line.payment_id]
        if _still_decided(before, rule=line.held):
            for name in OF_OFFICERS:
                setattr(line, name, getattr(before, name))
            changed.append(line)
    RunLine.objects.bulk_update(changed, OF_OFFICERS, batch_size=AT_ONCE)


def _still_decided(before: RunLine, *, rule: str) -> bool:
    """An officer's hold stays; what was released stays so for the reason it was released from."""
    if before.released_at is None:
        return True
    return rule in ("", before.held) if before.held == HeldCode.OFFICER else rule == before.held
