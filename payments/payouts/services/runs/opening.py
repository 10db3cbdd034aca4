"""Opening a pay run, and giving one up before anything has left."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from payments.payouts.errors import RunDayPast, RunNotThere, RunOpenAlready
from payments.payouts.models import Payment, PayRun, RunLine
from payments.payouts.models.runs import PREPARING
from payments.payouts.rules import check_why
from payments.payouts.selectors import runs as seen
from payments.payouts.services.runs.writing import note_moves
from payments.payouts.values import PaymentState, RunState, london_day


def open_run(*, book_id: UUID, pay_on: date, by: UUID, now: datetime) -> PayRun:
    """
    Open the one pay run of a day, as a draft in which nothing stands yet.

    :param by: the officer who prepares it, and so will not approve it
    :raises RunDayPast: the day is over
    :raises RunOpenAlready: there is a run for this day that was not abandoned
    """
    if pay_on < london_day(now):
        raise RunDayPast
    with transaction.atomic():
        seen.lock_book(book_id)
        if seen.find_run_of(book_id, pay_on):
            raise RunOpenAlready
        return PayRun.objects.create(
            book_id=book_id, pay_on=pay_on, prepared_by=by, prepared_at=now
        )


def abandon_run(*, run: PayRun, words: str, by: UUID, now: datetime) -> PayRun:
    """
    Give up a run of which nothing has left: its payments are planned again, and wait for another.

    Given up twice, it is given up once.

    :raises WhyUnsaid: it isn't said why, or at too great length
    :raises RunNotThere: it has begun to leave
    """
    why = check_why(words)
    with transaction.atomic():
        run = seen.lock_run(run)
        if run.state == RunState.ABANDONED:
            return run
        if run.state not in (*PREPARING, RunState.APPROVED):
            raise RunNotThere
        was_approved = run.state == RunState.APPROVED
        run.state, run.abandoned_why = RunState.ABANDONED, why
        run.abandoned_by, run.abandoned_at = by, now
        run.save(update_fields=["state", "abandoned_why", "abandoned_by", "abandoned_at"])
        if was_approved:
            _plan_again(run)
        RunLine.objects.filter(run=run, living=True).update(living=False)
    return run


def _plan_again(run: PayRun) -> None:
    """What was cancelled or paid by itself meanwhile stays where it is."""
    note_moves(run, PaymentState.PLANNED, among=PaymentState.APPROVED)
    Payment.objects.filter(seen.is_in(run), state=PaymentState.APPROVED).update(
        state=PaymentState.PLANNED, approved_by=None, approved_at=None
    )
