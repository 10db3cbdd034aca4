"""The next pay days, with what they come to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet

from budgets.plans.models import Budget, ClosedDay
from budgets.plans.rules.paying import Known, instalments_due
from budgets.plans.rules.periods import periods
from budgets.plans.selectors import facts
from budgets.plans.selectors.paying import known_of, list_payable
from budgets.plans.values.schedule import Calendar, Frequency, Span
from payments.payouts.values import is_bank_day

AT_ONCE = 5_000
LOOK_BACK = timedelta(days=40)
"""Longer than a period and the most days that it is paid before, so that no pay day is missed."""


@dataclass(frozen=True)
class ComingDay:
    """
    What planning a pay day would come to, with all that is due before it.

    :ivar count: instalments with something to pay
    :ivar before: how many of them are due by an earlier pay day
    :ivar before_pence: what of the sum is due by an earlier pay day
    """

    pay_on: date
    count: int
    pence: int
    before: int = 0
    before_pence: int = 0

    @property
    def own_count(self) -> int:
        """How many are due by this day and by no earlier one."""
        return self.count - self.before

    @property
    def own_pence(self) -> int:
        """What is due by this day and by no earlier one."""
        return self.pence - self.before_pence


def list_coming(
    book_id: UUID, today: date, *, also: date | None = None, count: int = 4
) -> list[ComingDay]:
    """
    The next pay days of the calendars in use, each with what is due by it and not planned yet.

    The first is the next day on which the council pays: what is new or late goes out on it. Days
    that add nothing are left out.

    :param also: one more day to look at
    """
    calendars = facts.calendars(book_id)
    first = next_open_day(today, calendars.values())
    payable = list_payable(book_id)
    used = set(payable.order_by().values_list("frequency", flat=True).distinct())
    days = sorted({first, *([also] if also else []), *_next_days(calendars, used, first, count)})
    counts, pence = _sums(payable, calendars, days)
    listed = [ComingDay(day, counts[day], pence[day]) for day in days]
    return [
        replace(one, before=before.count, before_pence=before.pence)
        for before, one in zip([ComingDay(first, 0, 0), *listed], listed, strict=False)
        if one.count > before.count
    ]


def next_open_day(today: date, calendars: Iterable[Calendar]) -> date:
    """Today, or the first day from then on on which banks work and the council pays."""
    closed = frozenset[date]().union(*(one.closed for one in calendars))
    day = today
    while day in closed or not is_bank_day(day):
        day += timedelta(days=1)
    return day


def _next_days(
    calendars: dict[Frequency, Calendar], used: Iterable[str], first: date, count: int
) -> set[date]:
    ahead = {
        day
        for frequency in used
        for day in islice(_pay_days(calendars[Frequency(frequency)], first), count)
    }
    return set(sorted(ahead)[:count])


def _pay_days(calendar: Calendar, first: date) -> Iterator[date]:
    for period in periods(calendar, Span(first - LOOK_BACK)):
        if period.pay_on >= first:
            yield period.pay_on


def _sums(
    payable: QuerySet[Budget], calendars: dict[Frequency, Calendar], days: Sequence[date]
) -> tuple[Counter[date], Counter[date]]:
    counts, pence = Counter[date](), Counter[date]()
    for known in _known(payable, calendars, days[-1]):
        for day in days:
            sums = [due.pence for due in instalments_due(known, day) if due.pence]
            counts[day] += len(sums)
            pence[day] += sum(sums)
    return counts, pence


def _known(
    payable: QuerySet[Budget], calendars: dict[Frequency, Calendar], last: date
) -> Iterator[Known]:
    after: UUID | None = None
    while batch := list((payable.filter(id__gt=after) if after else payable)[:AT_ONCE]):
        yield from known_of(batch, calendars, last).values()
        after = batch[-1].id


def list_closed(book_id: UUID, today: date) -> QuerySet[ClosedDay]:
    """The days after today on which this council pays nobody, the first first."""
    return ClosedDay.objects.filter(book_id=book_id, day__gt=today).order_by("day")
