"""A second officer approves a run: exactly what they looked at, and nothing that pays them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers.fail_points import reach
from ledgers.values import SCHEDULER
from payments.payouts.errors import (
    NeedsTwoPeople,
    PaidByIt,
    RunChanged,
    RunDayPast,
    RunEmpty,
    RunNotThere,
)
from payments.payouts.models import Payment, PayRun, RunLine
from payments.payouts.models.runs import AGREED, INCLUDED
from payments.payouts.selectors import runs as seen
from payments.payouts.services.runs.sheets import digest_of
from payments.payouts.services.runs.writing import note_moves
from payments.payouts.values import PaymentState, RunState, london_day


def approve_run(
    *,
    run: PayRun,
    digest: str,
    by: UUID,
    now: datetime,
    same_people: Collection[UUID] = (),
    fingerprints: Collection[str] = (),
) -> PayRun:
    """
    Approve what a run would pay, all of it or nothing; it leaves on its day.

    Approved twice by one officer, it is approved once.

    :param digest: of the run as the officer saw it
    :param same_people: other users who are the same human, as far as the floor above knows
    :param fingerprints: of accounts that are known to be theirs
    :raises NeedsTwoPeople: they prepared it, or planned a payment of it, or nobody approves
    :raises PaidByIt: one of its payments goes to them, or to an account of theirs
    :raises RunChanged: it is not what was looked at, or what it was calculated from has changed
    :raises RunDayPast: its pay day is over
    :raises RunEmpty: nothing would be paid
    :raises RunNotThere: it is not waiting to be approved
    """
    with transaction.atomic():
        run = seen.lock_run(run)
        if run.state in AGREED and (run.approved_by, run.digest) == (by, digest):
            return run
        if run.state != RunState.CALCULATED:
            raise RunNotThere
        if run.pay_on < london_day(now):
            raise RunDayPast
        _check_who(run, {by, *same_people}, set(fingerprints))
        if not run.count:
            raise RunEmpty
        if digest != run.digest or digest_of(run) != digest or not seen.is_as_calculated(run):
            raise RunChanged
        _approve(run, by=by, now=now)
    reach("after_approving")
    return run


def _check_who(run: PayRun, people: set[UUID], fingerprints: set[str]) -> None:
    if people & {SCHEDULER, run.prepared_by} or seen.has_planned(run, people):
        raise NeedsTwoPeople
    if seen.pays(run, people, fingerprints):
        raise PaidByIt


def _approve(run: PayRun, *, by: UUID, now: datetime) -> None:
    run.state, run.approved_by, run.approved_at = RunState.APPROVED, by, now
    run.save(update_fields=["state", "approved_by", "approved_at"])
    # What stays back is free for the next run, or to be approved alone.
    RunLine.objects.exclude(INCLUDED).filter(run=run, living=True).update(living=False)
    waiting = seen.states_before(run)
    for state in waiting:
        note_moves(run, PaymentState.APPROVED, among=state)
    moved = Payment.objects.filter(seen.is_in(run), state__in=waiting).update(
        state=PaymentState.APPROVED, approved_by=by, approved_at=now
    )
    if moved != run.count:
        raise RunChanged
