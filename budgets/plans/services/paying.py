"""Planning what falls due on a pay day: instalments of every active budget, with their reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from budgets.plans.errors import PayDayPast, PayDayTooFar
from budgets.plans.models import Budget
from budgets.plans.selectors import conditions, facts
from budgets.plans.selectors import paying as seen
from budgets.plans.services.instalments import write_instalments
from budgets.plans.values.conditions import ConditionCode
from budgets.plans.values.schedule import Calendar, Frequency
from payments.payouts.values import london_day

FARTHEST = timedelta(days=62)
AT_ONCE = 500


@dataclass
class Prepared:
    """
    What a pay day came to.

    :ivar waiting: agreed budgets that would be paid, and the conditions that are still missing
    """

    pay_on: date
    count: int = 0
    pence: int = 0
    waiting: list[tuple[Budget, list[ConditionCode]]] = field(default_factory=list)


def prepare_pay_run(*, book_id: UUID, pay_on: date, by: UUID, now: datetime) -> Prepared:
    """
    Plan every instalment that is due to be paid by a day; asked again, it plans what is new.

    A budget whose conditions don't all stand is left out, and said with what is missing (Care Act
    2014 ss. 31, 32).

    :raises PayDayPast: the day is over
    :raises PayDayTooFar: it is more than two months ahead
    """
    if pay_on < london_day(now):
        raise PayDayPast
    if pay_on > london_day(now) + FARTHEST:
        raise PayDayTooFar
    prepared = Prepared(pay_on)
    with transaction.atomic():
        calendars = facts.calendars(book_id)
        for batch in _batches(book_id):
            _prepare(batch, prepared, calendars, by=by, now=now)
        waiting = list(seen.list_waiting(book_id, pay_on))
        missing = conditions.list_missing_of(waiting)
        prepared.waiting = [(one, missing[one.id]) for one in waiting]
    return prepared


def _batches(book_id: UUID) -> Iterator[Sequence[Budget]]:
    last: UUID | None = None
    while batch := seen.take_payable(book_id, after=last, limit=AT_ONCE):
        last = batch[-1].id
        yield seen.drop_stopped(batch)


def _prepare(
    batch: Sequence[Budget],
    prepared: Prepared,
    calendars: dict[Frequency, Calendar],
    *,
    by: UUID,
    now: datetime,
) -> None:
    written = write_instalments(batch, calendars, pay_on=prepared.pay_on, by=by, now=now)
    prepared.count += len(written)
    prepared.pence += sum(instalment.pence for instalment in written)
