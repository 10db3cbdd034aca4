"""
Preparing a pay run: a person opens it, the worker plans what falls due and calculates it.

Approving, by somebody who is another human being and whom it doesn't pay.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from budgets.councils.models import Member
from budgets.councils.selectors import same_person
from budgets.plans.errors import PayDayPast, PayDayTooFar
from budgets.plans.models import Instalment, RunPlanning
from budgets.plans.selectors import facts
from budgets.plans.selectors import paying as seen
from budgets.plans.selectors.pay_runs import lock_planning
from budgets.plans.services.instalments import write_instalments
from payments.payouts import services as payouts
from payments.payouts.errors import NeedsTwoPeople, RunNotThere
from payments.payouts.models import Payment, PayRun
from payments.payouts.values import RunState, london_day

FARTHEST: Final = timedelta(days=62)
AT_ONCE: Final = 500


def prepare_pay_run(*, book_id: UUID, pay_on: date, by: UUID, now: datetime) -> PayRun:
    """
    Open the pay run of a day; the worker then plans every instalment that is due by it.

    A budget whose conditions don't all stand is left out (Care Act 2014 ss. 31, 32).

    :raises PayDayPast: the day is over
    :raises PayDayTooFar: it is more than two months ahead
    :raises RunOpenAlready: there is a run for this day already
    """
    if pay_on < london_day(now):
        raise PayDayPast
    if pay_on > london_day(now) + FARTHEST:
        raise PayDayTooFar
    with transaction.atomic():
        run = payouts.open_run(book_id=book_id, pay_on=pay_on, by=by, now=now)
        RunPlanning.objects.create(book_id=book_id, run=run, total=_total(book_id), begun_at=now)
    return run


def prepare_again(*, run: PayRun, now: datetime) -> RunPlanning:
    """
    Plan what has become due for a run since, and calculate it anew; the worker does it.

    :raises RunNotThere: it is approved, sent or abandoned
    """
    with transaction.atomic():
        planning = lock_planning(run.id)
        if planning is None or planning.run.state not in (RunState.DRAFT, RunState.CALCULATED):
            raise RunNotThere
        if planning.finished_at is None:
            return planning
        planning.total, planning.done, planning.last = _total(run.book_id), 0, None
        planning.begun_at, planning.finished_at = now, None
        planning.save()
    return planning


def plan_run_step(*, run_id: UUID, now: datetime) -> bool:
    """
    Plan the next 500 budgets of a pay run, and calculate it after the last; false when it is over.

    Each step is kept or undone as a whole, and begins where the last one ended. Whoever comes
    second waits, and goes on from there.
    """
    with transaction.atomic():
        planning = lock_planning(run_id)
        if planning is None or planning.finished_at is not None:
            return False
        run = planning.run
        if run.state not in (RunState.DRAFT, RunState.CALCULATED):
            planning.finished_at = now
        elif not _plan_some(planning, now):
            planning.finished_at = now
            payouts.calculate_run(run=run, now=now)
        planning.save()
    return planning.finished_at is None


def _total(book_id: UUID) -> int:
    return seen.list_payable(book_id).count()


def _plan_some(planning: RunPlanning, now: datetime) -> bool:
    batch = seen.take_payable(planning.book_id, after=planning.last, limit=AT_ONCE)
    if not batch:
        return False
    planning.last = batch[-1].id
    planning.done += len(batch)
    written = write_instalments(
        seen.drop_stopped(batch),
        facts.calendars(planning.book_id),
        pay_on=planning.run.pay_on,
        by=planning.run.prepared_by,
        now=now,
    )
    planning.count += len(written)
    planning.pence += sum(instalment.pence for instalment in written)
    return True


def approve_pay_run(*, run: PayRun, digest: str, by: Member, now: datetime) -> PayRun:
    """
    Approve a pay run as it was looked at, all of it or nothing.

    :param digest: of the run as the officer saw it
    :raises NeedsTwoPeople: they prepared it, or somebody did who has the same bank account
    :raises PaidByIt: one of its payments goes to them, or to an account of theirs
    :raises RunChanged: it is not what was looked at
    :raises RunDayPast: its pay day is over
    :raises RunEmpty: nothing would be paid
    :raises RunNotThere: it is not waiting to be approved
    """
    users, accounts = same_person(by)
    return payouts.approve_run(
        run=run, digest=digest, by=by.user_id, now=now, same_people=users, fingerprints=accounts
    )


def approve_urgent(
    *, book_id: UUID, payment_ids: Collection[UUID], by: Member, now: datetime
) -> list[Payment]:
    """
    Approve payments that can't wait for a run, all of them or none; they leave as soon as they can.

    :raises NeedsTwoPeople: they planned one, or prepared it, or did so as somebody else
    :raises PaidByIt: one goes to them, or to an account of theirs
    :raises CannotMove: one is not of this book, or waits no more
    :raises InAnApprovedRun: one leaves with an approved run
    :raises DetailsMissing: nobody has given bank details for one
    :raises PaymentHeldBack: paying to or from an account of one is stopped
    """
    users, accounts = same_person(by)
    prepared = Instalment.objects.filter(book_id=book_id, payment__in=payment_ids)
    if prepared.filter(prepared_by__in=users).exists():
        raise NeedsTwoPeople
    return payouts.approve_payments(
        book_id=book_id,
        ids=payment_ids,
        by=by.user_id,
        now=now,
        same_people=users,
        fingerprints=accounts,
    )
