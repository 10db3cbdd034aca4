"""Paying again what failed or came back of a run, by a run of its own."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from payments.payouts.errors import NothingCameBack, RunDayPast, RunNotThere, RunOpenAlready
from payments.payouts.models import PayRun
from payments.payouts.models.runs import UNSENT
from payments.payouts.selectors import runs as seen
from payments.payouts.services.runs.calculating import calculate_run
from payments.payouts.values import RunState, london_day


def open_follow_up(*, run: PayRun, pay_on: date, by: UUID, now: datetime) -> PayRun:
    """
    Open a run that pays again what failed or came back of a run that was sent, and calculate it.

    :raises RunDayPast: the day is over
    :raises RunNotThere: the run is not sent yet
    :raises NothingCameBack: nothing of it failed or came back, or all that did is in another run
    :raises RunOpenAlready: what came back of it is being paid by a run that is not sent yet
    """
    if pay_on < london_day(now):
        raise RunDayPast
    with transaction.atomic():
        seen.lock_book(run.book_id)
        run = seen.lock_run(run)
        if run.state not in (RunState.SENDING, RunState.SENT, RunState.CLOSED):
            raise RunNotThere
        if PayRun.objects.filter(follows=run, state__in=list(UNSENT)).exists():
            raise RunOpenAlready
        if not seen.list_came_back(run).exists():
            raise NothingCameBack
        opened = PayRun.objects.create(
            book_id=run.book_id, pay_on=pay_on, follows=run, prepared_by=by, prepared_at=now
        )
        return calculate_run(run=opened, now=now)
