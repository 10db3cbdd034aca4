"""
Sending a run sheet by sheet, a thousand payments at most in one transaction.

Money that we keep goes where it belongs at once, what goes over a rail that is called goes with
its call, and what goes by file waits for the day's file. A sheet is taken once: what can't leave
then stays approved, and leaves by itself when it can.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from ledgers.selectors import find_stop
from payments.payouts import selectors
from payments.payouts.models import Payment, PayRun, RunSheet
from payments.payouts.rules import run_digest, sheet_digest
from payments.payouts.selectors import locking
from payments.payouts.selectors import runs as seen
from payments.payouts.services.checking import check_coherence
from payments.payouts.services.keeping import keep_all
from payments.payouts.services.runs.closing import note_sent
from payments.payouts.services.runs.sheets import lines_of
from payments.payouts.services.sending import send_going
from payments.payouts.services.steps import going_among
from payments.payouts.values import LineFacts, RunState, RunStep, london_day

log = structlog.get_logger(__name__)


def send_run_step(*, book_id: UUID, by: UUID, now: datetime) -> RunStep | None:
    """
    Send the next sheet of a run whose day has come; none when there is nothing to do.

    First what we keep of it, and with the next step what goes over a rail. Two workers at once
    take different sheets. A payment that is not what was approved waits and is named; a sheet
    that is not waits as a whole.
    """
    today = london_day(now)
    if find_stop(book_id):
        return None
    with transaction.atomic():
        sheet = seen.take_sheet(book_id, today)
        run = _begin(sheet, now) if sheet else None
        if sheet is None or run is None:
            return None
        lines = lines_of(sheet)
        if not _is_as_approved(run, sheet, lines):
            sheet.changed_at = now
            sheet.save(update_fields=["changed_at"])
            log.error("run_changed_after_approval", run=str(run.id), sheet=sheet.number)
        kept = _keep(sheet, by=by, now=now) if _has_kept(lines) else 0
        # Both ways lock what the council shares last, so each has a transaction of its own.
        sent = kept or _send(sheet, by=by, now=now)
        if not kept:
            sheet.done_at = now
            sheet.save(update_fields=["done_at"])
            note_sent(run, now=now)
    return RunStep(run.id, sheet.number, sent)


def _begin(sheet: RunSheet, now: datetime) -> PayRun | None:
    """
    The run on its way; nothing if it was abandoned while its first sheet was taken, or if the
    council's books don't agree as it begins.
    """
    if sheet.run.state == RunState.SENDING:
        return sheet.run
    run = seen.lock_run(sheet.run)
    if run.state == RunState.APPROVED:
        if check_coherence(book_id=sheet.book_id, now=now, in_depth=False):
            return None
        run.state, run.sending_at = RunState.SENDING, now
        run.save(update_fields=["state", "sending_at"])
    return run if run.state == RunState.SENDING else None


def _is_as_approved(run: PayRun, sheet: RunSheet, lines: Sequence[LineFacts]) -> bool:
    """
    Whether the run's digest fits its sheets, and this sheet's its lines.

    Where lines alone were edited, their payments still say what was approved; then those lines
    don't fit their payments, and wait without the others.
    """
    sheets = RunSheet.objects.filter(run=run).order_by("number").values_list("digest", flat=True)
    if run_digest(sheets) != run.digest:
        return False
    return sheet_digest(lines) == sheet.digest or (
        sheet_digest(_as_payments_say(lines)) == sheet.digest
    )


def _as_payments_say(lines: Sequence[LineFacts]) -> Iterator[LineFacts]:
    ids = [line.payment_id for line in lines]
    payments = Payment.objects.filter(id__in=ids).select_related("payee").in_bulk()
    for line in lines:
        payment = payments[line.payment_id]
        yield LineFacts(
            payment.id,
            payment.payee_id,
            payment.payee.fingerprint if payment.payee else "",
            payment.source_account_id,
            payment.to_account_id,
            payment.pence,
            line.is_included,
        )


def _has_kept(lines: Sequence[LineFacts]) -> bool:
    return any(line.payee_id is None for line in lines)


def _keep(sheet: RunSheet, *, by: UUID, now: datetime) -> int:
    going = going_among(locking.take_of_sheet(sheet, london_day(now), kept=True))
    if going:
        keep_all(payments=going, by=by, now=now)
    return len(going)


def _send(sheet: RunSheet, *, by: UUID, now: datetime) -> int:
    rail = selectors.rail_on(sheet.book_id, london_day(now))
    if not rail.is_instant:
        return 0
    ready = locking.take_of_sheet(sheet, london_day(now), kept=False)
    going = going_among(ready)
    send_going(payments=going, rail=rail, by=by, now=now)
    return len(going)
