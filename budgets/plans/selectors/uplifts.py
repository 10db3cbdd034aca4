"""Questions about uplifts: whom one raises, what it comes to, what is still to be applied."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from budgets.councils.rights import Action, Scope, scopes_for
from budgets.plans.models import AgreedPurpose, Budget, BudgetStatement, Uplift, UpliftLine
from budgets.plans.values import BudgetState
from budgets.plans.values.uplift import UpliftFilters, UpliftTotals, Way, Week
from ledgers.values import Viewer

RAISED = (BudgetState.AGREED, BudgetState.ACTIVE, BudgetState.SUSPENDED, BudgetState.ENDING)
"""What is a draft is raised by new figures, and what has ended is not raised."""


@dataclass(frozen=True)
class Standing:
    """
    What is agreed and proposed for a budget, as an uplift from a day on meets it.

    :ivar in_force: on that day; empty when nothing is agreed for it
    :ivar later_on: when figures begin that are agreed and take their place later
    :ivar newest: the highest number that was ever given
    """

    in_force: BudgetStatement | None = None
    later_on: date | None = None
    is_waiting: bool = False
    newest: int = 0

    @property
    def week(self) -> Week:
        """The figures in force; nothing when there are none."""
        one = self.in_force
        if one is None:
            return Week(0, 0)
        return Week(one.total_pence, one.contribution_pence, one.built_from)


def visible_to(viewer: Viewer, action: Action = Action.UPLIFTS_READ) -> QuerySet[Uplift]:
    """The uplifts over which this viewer may do this, the newest first."""
    seen = Scope.COUNCIL in scopes_for(viewer.roles, action)
    rows = Uplift.objects.filter(book_id=viewer.book_id) if seen else Uplift.objects.none()
    return rows.order_by("-id")


def way_of(uplift: Uplift) -> Way:
    """By how much it raises."""
    return Way(uplift.percent_points, uplift.new_rate_pence)


def totals_of(uplift: Uplift) -> UpliftTotals:
    """What an uplift comes to for all that it raises, without those that have a problem."""
    free = Q(problem="")
    sums = uplift.lines.aggregate(
        count=Count("id", filter=free),
        problems=Count("id", filter=~free),
        applied=Count("statement"),
        old_weekly_pence=Sum("old_pence", filter=free, default=0),
        new_weekly_pence=Sum("new_pence", filter=free, default=0),
    )
    return UpliftTotals(**sums)


def list_lines(uplift: Uplift, *, with_problem: bool | None = None) -> QuerySet[UpliftLine]:
    """
    What an uplift makes of each budget, by the name of its person.

    :param with_problem: those alone that can't be raised by it, or those alone that can
    """
    rows = uplift.lines.select_related("budget__person", "statement").order_by("id")
    if with_problem is None:
        return rows
    return rows.exclude(problem="") if with_problem else rows.filter(problem="")


def list_to_apply(book_id: UUID) -> QuerySet[Uplift]:
    """Uplifts that were agreed and not applied to all yet, the first agreed first."""
    rows = Uplift.objects.filter(book_id=book_id, agreed_at__isnull=False, applied_at=None)
    return rows.order_by("agreed_at", "id")


def list_pending(uplift: Uplift) -> QuerySet[UpliftLine]:
    """The lines that are still to be applied, in the order in which budgets are locked."""
    return uplift.lines.filter(problem="", statement=None).order_by("budget_id")


def list_candidates(book_id: UUID, filters: UpliftFilters, day: date) -> QuerySet[Budget]:
    """
    The budgets that an uplift from a day on could raise, by the names of their people.

    Drafts, what has ended and what ends before the day are left out.
    """
    rows = Budget.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), book_id=book_id, state__in=RAISED
    )
    chosen = {
        "kind__in": filters.kinds,
        "person__team_id__in": filters.team_ids,
        "holder_kind__in": filters.holder_kinds,
        "frequency__in": filters.frequencies,
        "account_kind__in": filters.account_kinds,
        "reference__in": filters.references,
    }
    rows = rows.filter(**{name: values for name, values in chosen.items() if values})
    if filters.purposes:
        fitting = AgreedPurpose.objects.filter(book_id=book_id, purpose__in=filters.purposes)
        rows = rows.filter(pk__in=fitting.values("budget"))
    return rows.order_by("person__full_name", "id")


def standing_of(budgets: Iterable[Budget], day: date) -> dict[UUID, Standing]:
    """What is agreed and proposed for each of these budgets, by id, in one query."""
    several = list(budgets)
    rows = defaultdict(list)
    for row in BudgetStatement.objects.filter(budget__in=several).order_by("number"):
        rows[row.budget_id].append(row)
    return {budget.id: _standing(rows[budget.id], day) for budget in several}


def _standing(rows: list[BudgetStatement], day: date) -> Standing:
    agreed = [row for row in rows if row.agreed_at]
    in_force = next((row for row in reversed(agreed) if row.starts_on <= day), None)
    number = in_force.number if in_force else 0
    later = [row.starts_on for row in agreed if row.starts_on > day and row.number > number]
    return Standing(
        in_force=in_force,
        later_on=min(later, default=None),
        is_waiting=any(row.agreed_at is None and row.withdrawn_at is None for row in rows),
        newest=rows[-1].number if rows else 0,
    )
