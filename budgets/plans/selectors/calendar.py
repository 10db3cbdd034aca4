"""A budget's pay calendar: what was paid or planned as it was, and what comes as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet

from budgets.plans.models import Budget, Instalment, InstalmentLine
from budgets.plans.rules.entitlement import calendar_of_year
from budgets.plans.rules.instalments import Line, extra_lines, regular_lines
from budgets.plans.selectors import statements
from budgets.plans.selectors.ending import is_stopped
from budgets.plans.selectors.extras import extras_of
from budgets.plans.selectors.facts import calendars, facts_of, paid_until
from budgets.plans.selectors.paying import PAID_STATES
from budgets.plans.values.schedule import Due, Frequency, Span
from payments.payouts.values import PaymentState, bank_day_from

STILL_TO_COME = (PaymentState.PLANNED, PaymentState.APPROVED, PaymentState.SENT)


@dataclass(frozen=True)
class Entry:
    """
    One pay day of a budget.

    :ivar ends_on: the last day that it is for
    :ivar state: where its payment is; empty while it is to come, or where nothing is paid
    :ivar instalment: what was planned; empty while it is to come
    """

    pay_on: date
    starts_on: date
    ends_on: date
    pence: int
    contribution_pence: int = 0
    state: PaymentState | None = None
    lines: Sequence[Line | InstalmentLine] = field(default=())
    instalment: Instalment | None = None

    @property
    def is_to_come(self) -> bool:
        """Whether it is worked out from what is agreed now, and may still change."""
        return self.instalment is None


def year_of(budget: Budget, *, from_on: date, until: date) -> list[Entry]:
    """Each pay day between two days (both included), the first first."""
    return [*list_past(budget, from_on, until), *list_to_come(budget, until)]


def find_next(budget: Budget, today: date) -> Entry | None:
    """
    What comes next: planned and not paid yet, or else to come.

    What should have come before today comes with the next pay run: on a bank day from today on.
    """
    waiting = _kept(budget).filter(payment__state__in=STILL_TO_COME).first()
    ahead = date(today.year + 1, 12, 31)
    coming = (entry for entry in list_to_come(budget, ahead) if entry.pence)
    found = _past(waiting) if waiting else next(coming, None)
    return replace(found, pay_on=bank_day_from(max(found.pay_on, today))) if found else None


def list_past(budget: Budget, from_on: date, until: date) -> list[Entry]:
    """What was planned or paid, with its lines as they were kept."""
    rows = _kept(budget).filter(pay_on__gte=from_on, pay_on__lte=until)
    return [_past(row) for row in rows]


def _kept(budget: Budget) -> QuerySet[Instalment]:
    rows = budget.instalments.filter(cancelled_at=None).select_related("payment")
    return rows.prefetch_related("lines").order_by("pay_on", "starts_on")


def _past(row: Instalment) -> Entry:
    lines: list[InstalmentLine] = sorted(row.lines.all(), key=lambda line: line.place)
    return Entry(
        pay_on=row.pay_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on - date.resolution,
        pence=row.pence,
        contribution_pence=row.contribution_pence,
        state=PaymentState(row.payment.state) if row.payment else None,
        lines=lines,
        instalment=row,
    )


def list_to_come(budget: Budget, until: date) -> list[Entry]:
    """What is to come by what is agreed now; the first has what is open beside it."""
    if budget.frequency == Frequency.ONCE or not _is_paid(budget):
        return []
    facts = facts_of(budget)
    calendar = calendars(budget.book_id)[Frequency(budget.frequency)]
    left = Span(paid_until(budget) or facts.pays_from, facts.span.ends_on)
    figures = statements.weekly_of([budget])[budget.id]
    extras = extras_of([budget], until)[budget.id]
    entries: list[Entry] = []
    for due in () if left.is_empty else calendar_of_year(facts, calendar, left.starts_on, until):
        if due.period.pay_on > until:
            break
        lines = regular_lines(due.lines, facts.mode, figures)
        if not entries:
            lines += extra_lines(extras, due.period, due.pence)
        entries.append(_to_come(due, lines))
    return entries


def _is_paid(budget: Budget) -> bool:
    return budget.state in PAID_STATES and not is_stopped(budget)


def _to_come(due: Due, lines: list[Line]) -> Entry:
    return Entry(
        pay_on=due.period.pay_on,
        starts_on=due.period.starts_on,
        ends_on=due.period.ends_on - date.resolution,
        pence=sum(line.pence for line in lines),
        contribution_pence=sum(line.contribution_pence for line in due.lines),
        lines=lines,
    )
