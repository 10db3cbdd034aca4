"""What people were to pay towards their support, what they paid, and where they stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.plans.models import Budget, ContributionDue, ContributionPaid
from budgets.plans.rules.contributions import arrears_of, still_open
from budgets.plans.selectors import visible_to
from budgets.plans.values import BudgetState
from budgets.plans.values.contributions import Arrears, PeriodDue
from budgets.plans.values.schedule import ContributionMode
from ledgers.values import Viewer


class LineKind(StrEnum):
    """What one line of somebody's contributions is."""

    DUE = "due"
    CHANGED = "changed"
    PAID = "paid"
    CAME_BACK = "came_back"


@dataclass(frozen=True)
class ContributionLine:
    """
    One line of somebody's contributions.

    :ivar pence: what it adds to what is owed; below nothing where it lowers it
    :ivar owed_pence: what was owed after it; below nothing where more was paid than was due
    """

    on: date
    kind: LineKind
    pence: int
    words: str
    owed_pence: int


@dataclass(frozen=True)
class InArrears:
    """
    A budget with contributions that are open.

    :ivar since_on: when the oldest period of which something is open was due
    """

    budget: Budget
    arrears: Arrears
    since_on: date


def dues_of(budgets: Iterable[Budget]) -> QuerySet[ContributionDue]:
    """All that was ever to be paid, without what belonged to instalments that were cancelled."""
    return ContributionDue.objects.filter(
        budget__in=list(budgets), instalment__cancelled_at=None
    ).order_by("due_on", "made_at", "id")


def find_arrears(budget: Budget, today: date) -> Arrears:
    """Where one person stands with one budget."""
    dues = [PeriodDue(row.due_on, row.pence) for row in dues_of([budget])]
    return arrears_of(dues=dues, paid_pence=_kept_pence(budget), today=today)


def list_lines(budget: Budget) -> list[ContributionLine]:
    """Every line of a budget's contributions, the oldest first, with what was owed after each."""
    lines = [
        (row.due_on, LineKind.DUE if row.instalment_id else LineKind.CHANGED, row.pence, _due(row))
        for row in dues_of([budget])
    ]
    for paid in budget.contributions_paid.order_by("paid_on", "recorded_at", "id"):
        lines.append((paid.paid_on, LineKind.PAID, -paid.pence, paid.words))
        if paid.came_back_on:
            words = paid.came_back_words
            lines.append((paid.came_back_on, LineKind.CAME_BACK, paid.pence, words))
    owed, listed = 0, []
    for on, kind, pence, words in sorted(lines, key=lambda line: line[0]):
        owed += pence
        listed.append(ContributionLine(on, kind, pence, words, owed))
    return listed


def list_in_arrears(viewer: Viewer, today: date) -> list[InArrears]:
    """Every budget with contributions that are open, the oldest first; in two queries."""
    behind = _behind(visible_to(viewer, Action.CONTRIBUTIONS_READ), today)
    budgets = {budget.id: budget for budget in behind.select_related("person__team")}
    dues: dict[UUID, list[PeriodDue]] = defaultdict(list)
    for row in dues_of(budgets.values()):
        dues[row.budget_id].append(PeriodDue(row.due_on, row.pence))
    listed = [_in_arrears(budgets[each], dues[each], today) for each in budgets]
    return sorted(listed, key=lambda one: (one.since_on, -one.arrears.owed_pence))


def _behind(budgets: QuerySet[Budget], today: date) -> QuerySet[Budget]:
    due = ContributionDue.objects.filter(
        budget=OuterRef("pk"), due_on__lt=today, instalment__cancelled_at=None
    )
    paid = ContributionPaid.objects.filter(budget=OuterRef("pk"), came_back_on=None)
    return budgets.annotate(due_pence=_sum(due), paid_pence=_sum(paid)).filter(
        due_pence__gt=F("paid_pence")
    )


def _sum(rows: QuerySet[ContributionDue] | QuerySet[ContributionPaid]) -> Coalesce:
    total = rows.order_by().values("budget").annotate(total=Sum("pence")).values("total")
    return Coalesce(Subquery(total), 0, output_field=BigIntegerField())


def _in_arrears(budget: Budget, dues: list[PeriodDue], today: date) -> InArrears:
    paid_pence: int = budget.paid_pence  # type: ignore[attr-defined]
    over = [due for due in dues if due.due_on < today]
    missed = still_open(dues=over, paid_pence=paid_pence)
    arrears = arrears_of(dues=dues, paid_pence=paid_pence, today=today)
    return InArrears(budget, arrears, missed[0].due_on)


def _kept_pence(budget: Budget) -> int:
    """What was paid and hasn't come back, in pence."""
    kept = budget.contributions_paid.filter(came_back_on=None)
    pence: int = kept.aggregate(pence=Sum("pence", default=0))["pence"]
    return pence


def _due(row: ContributionDue) -> str:
    last = row.ends_on - date.resolution
    return row.why or f"Your part for {row.starts_on:%-d %B %Y} to {last:%-d %B %Y}"


def list_contributing(viewer: Viewer, words: str = "") -> QuerySet[Budget]:
    """Agreed budgets towards which somebody pays, of people whose name or reference has these."""
    seen = visible_to(viewer, Action.CONTRIBUTIONS_READ).exclude(state=BudgetState.DRAFT)
    named = people.with_words(Person.objects.filter(book_id=viewer.book_id), words)
    rows = seen.exclude(contribution_mode=ContributionMode.NONE).filter(person__in=named)
    return rows.select_related("person__team").order_by("person__full_name", "id")


def list_paid(budget: Budget) -> QuerySet[ContributionPaid]:
    """What was seen to be paid, the newest first."""
    return budget.contributions_paid.order_by("-paid_on", "-recorded_at", "-id")
