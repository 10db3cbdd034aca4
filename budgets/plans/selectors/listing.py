"""A team's budgets as a list: what needs somebody first, and when each is paid next."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Case, Count, Exists, IntegerField, Min, OuterRef, Q, QuerySet, When

from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.plans.models import Adjustment, Budget, BudgetStatement, Instalment, OneOff, Pause
from budgets.plans.rules.entitlement import calendar_of_year
from budgets.plans.selectors import visible_to
from budgets.plans.selectors.calendar import STILL_TO_COME
from budgets.plans.selectors.facts import calendars, facts_of_many, paid_until_of
from budgets.plans.selectors.paying import PAID_STATES
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.agreement import PauseKind
from budgets.plans.values.schedule import Calendar, Facts, Frequency, Span
from ledgers.values import Viewer
from payments.payouts.values import bank_day_from

AHEAD: Final = timedelta(days=366)


class Only(StrEnum):
    """Which budgets of a list are wanted."""

    WAITING = "waiting"
    OPEN = "open"
    PAID = "paid"
    STOPPED = "stopped"
    ENDING = "ending"
    ENDED = "ended"


OF_STATE: Final = {
    Only.OPEN: BudgetState.AGREED,
    Only.PAID: BudgetState.ACTIVE,
    Only.STOPPED: BudgetState.SUSPENDED,
    Only.ENDING: BudgetState.ENDING,
    Only.ENDED: BudgetState.ENDED,
}
IN_ORDER: Final = (
    BudgetState.AGREED,
    BudgetState.ENDING,
    BudgetState.SUSPENDED,
    BudgetState.ACTIVE,
    BudgetState.ENDED,
)
"""After what waits for a yes: what is stopped by something, then what goes its way."""


def list_budgets(
    viewer: Viewer,
    *,
    words: str = "",
    only: Only | None = None,
    action: Action = Action.BUDGETS_DRAFT,
) -> QuerySet[Budget]:
    """
    The ongoing budgets of people that this viewer may act for, what needs somebody first.

    Each has `waits`: whether something of it waits for a yes or a decision.

    :param words: all of them stand in the person's name or reference, or begin the budget's
    """
    rows = visible_to(viewer, action).exclude(kind=BudgetKind.RECOVERY).annotate(waits=_waits())
    if words:
        named = people.with_words(people.visible_to(viewer, action), words)
        rows = rows.filter(Q(person__in=named) | Q(reference__istartswith=words))
    if only == Only.WAITING:
        rows = rows.filter(waits=True)
    elif only:
        rows = rows.filter(state=OF_STATE[only])
    place = Case(
        When(waits=True, then=0),
        *(When(state=state, then=n) for n, state in enumerate(IN_ORDER, start=1)),
        default=len(IN_ORDER) + 1,
        output_field=IntegerField(),
    )
    return rows.select_related("person__team").order_by(place, "person__full_name", "id")


def _waits() -> Q:
    own = OuterRef("pk")
    proposed = BudgetStatement.objects.filter(budget=own, agreed_at=None, withdrawn_at=None)
    sums = OneOff.objects.filter(budget=own, agreed_at=None, withdrawn_at=None)
    too_much = Adjustment.objects.filter(budget=own, pence__lt=0, decision="")
    return Q(state=BudgetState.DRAFT) | Q(Exists(proposed)) | Q(Exists(sums)) | Q(Exists(too_much))


def count_budgets(viewer: Viewer, action: Action = Action.BUDGETS_DRAFT) -> dict[Only, int]:
    """How many there are of each, in one query."""
    rows = visible_to(viewer, action).exclude(kind=BudgetKind.RECOVERY).annotate(waits=_waits())
    counted = rows.order_by().aggregate(
        waiting=Count("pk", filter=Q(waits=True)),
        **{only: Count("pk", filter=Q(state=state)) for only, state in OF_STATE.items()},
    )
    return {Only(name): count for name, count in counted.items()}


def weekly_shown(budgets: Iterable[Budget], today: date) -> dict[UUID, int]:
    """Each budget's total of a week, by its id, in pence: in force, or else coming or proposed."""
    rows = BudgetStatement.objects.filter(budget__in=list(budgets), withdrawn_at=None)
    found: dict[UUID, int] = {}
    agreed = rows.filter(agreed_at__isnull=False)
    in_turn = (
        rows.filter(agreed_at=None),
        agreed.order_by("-starts_on", "-number"),
        agreed.filter(starts_on__lte=today).order_by("number"),
    )
    for these in in_turn:
        found |= dict(these.values_list("budget_id", "total_pence"))
    return found


def suspensions(budgets: Iterable[Budget]) -> dict[UUID, Pause]:
    """The suspension that is on for each of these budgets, by its id."""
    rows = Pause.objects.filter(budget__in=list(budgets), kind=PauseKind.SUSPENSION, ended_at=None)
    return {row.budget_id: row for row in rows}


def next_pay_days(budgets: Iterable[Budget], today: date) -> dict[UUID, date]:
    """
    When each of these budgets of one council is paid next, by its id, in seven queries.

    What should have come before today comes on a bank day from today on. Left out are those that
    aren't paid, and those for which nothing is due for a year.
    """
    several = [one for one in budgets if one.state in PAID_STATES]
    several = [one for one in several if one.frequency != Frequency.ONCE]
    if not several:
        return {}
    known, until = facts_of_many(several), paid_until_of(several)
    by_frequency = calendars(several[0].book_id)
    found = _planned(several)
    for budget in several:
        facts = known[budget.id]
        left = facts.span.within(Span(until.get(budget.id, facts.pays_from)))
        calendar = by_frequency[Frequency(budget.frequency)]
        day = found.get(budget.id) or _first_due(facts, calendar, left)
        if day:
            found[budget.id] = bank_day_from(max(day, today))
    return found


def _planned(budgets: list[Budget]) -> dict[UUID, date]:
    rows = Instalment.objects.filter(
        budget__in=budgets, cancelled_at=None, payment__state__in=STILL_TO_COME
    )
    return dict(rows.values_list("budget_id").annotate(day=Min("pay_on")).order_by())


def _first_due(facts: Facts, calendar: Calendar, left: Span) -> date | None:
    if left.is_empty:
        return None
    dues = calendar_of_year(facts, calendar, left.starts_on, left.starts_on + AHEAD)
    return next((due.period.pay_on for due in dues if due.pence), None)
