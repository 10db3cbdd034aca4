"""All that decides what is due to budgets, read for one or for many at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Max

from budgets.plans.models import Budget, BudgetStatement, ClosedDay, Instalment, Pause, PayCalendar
from budgets.plans.values import ENDINGS
from budgets.plans.values.agreement import InstalmentKind
from budgets.plans.values.schedule import (
    Calendar,
    ContributionMode,
    Facts,
    Frequency,
    Span,
    Terms,
    default_calendar,
)


def facts_of(budget: Budget) -> Facts:
    """What decides what is due to one budget, as it stands now."""
    return facts_of_many([budget])[budget.id]


def settled_facts_of(budget: Budget) -> Facts:
    """
    The same without a suspension that is still on: nobody knows yet how long it lasts.

    So what was paid in advance for its days is counted once, when it is over. Of a budget that
    ends it is known: it lasts until the end.
    """
    return settled_facts_of_many([budget])[budget.id]


def settled_facts_of_many(budgets: Iterable[Budget]) -> dict[UUID, Facts]:
    """The same for many budgets, by id."""
    several = list(budgets)
    facts = facts_of_many(several)
    for budget in several:
        if budget.state not in ENDINGS:
            over = tuple(pause for pause in facts[budget.id].pauses if pause.ends_on)
            facts[budget.id] = replace(facts[budget.id], pauses=over)
    return facts


def facts_of_many(budgets: Iterable[Budget]) -> dict[UUID, Facts]:
    """What decides what is due to each of these budgets, by id, in two queries."""
    several = list(budgets)
    terms = defaultdict(list)
    rows = BudgetStatement.objects.filter(budget__in=several, agreed_at__isnull=False)
    figures = ("budget_id", "number", "starts_on", "total_pence", "contribution_pence")
    for budget_id, *figure in rows.values_list(*figures):
        terms[budget_id].append(Terms(*figure))
    pauses = defaultdict(list)
    days = Pause.objects.filter(budget__in=several).values_list("budget_id", "starts_on", "ends_on")
    for budget_id, starts_on, ends_on in days:
        pauses[budget_id].append(Span(starts_on, ends_on))
    return {
        budget.id: Facts(
            terms=tuple(terms[budget.id]),
            mode=ContributionMode(budget.contribution_mode),
            pays_from=budget.pays_from or budget.starts_on,
            ends_on=budget.ends_on,
            pauses=tuple(pauses[budget.id]),
        )
        for budget in several
    }


def paid_until(budget: Budget) -> date | None:
    """The day until which instalments were planned (not included); none before the first."""
    return paid_until_of([budget]).get(budget.id)


def paid_until_of(budgets: Iterable[Budget]) -> dict[UUID, date]:
    """The same for many budgets, by id; those without any instalment are left out."""
    rows = Instalment.objects.filter(
        budget__in=list(budgets), kind=InstalmentKind.REGULAR, cancelled_at=None
    )
    return dict(rows.values_list("budget_id").annotate(until=Max("ends_on")).order_by())


def calendars(book_id: UUID) -> dict[Frequency, Calendar]:
    """When each frequency is paid at this council: its newest calendar, or the usual one."""
    closed = frozenset(ClosedDay.objects.filter(book_id=book_id).values_list("day", flat=True))
    own = {row.frequency: row for row in PayCalendar.objects.filter(book_id=book_id).order_by("id")}
    return {each: _calendar(each, own.get(each), closed) for each in Frequency}


def _calendar(frequency: Frequency, own: PayCalendar | None, closed: frozenset[date]) -> Calendar:
    usual = default_calendar(frequency)
    if own is None:
        return Calendar(frequency, usual.anchor_on, closed=closed)
    return Calendar(frequency, own.anchor_on, own.lead_days, closed)
