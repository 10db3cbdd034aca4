"""What has been accounted for already: by instalments, and by what changed after them."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum

from budgets.plans.models import Adjustment, Budget, ContributionDue, InstalmentLine
from budgets.plans.values.agreement import LineCode


def accounted_of(budgets: Iterable[Budget]) -> dict[UUID, int]:
    """What instalments and adjustments together say the council pays, in pence, by budget."""
    several = list(budgets)
    lines = InstalmentLine.objects.filter(
        instalment__budget__in=several,
        instalment__cancelled_at=None,
        code__in=[LineCode.SUPPORT, LineCode.CONTRIBUTION],
    )
    changes = Adjustment.objects.filter(budget__in=several)
    found: dict[UUID, int] = defaultdict(int)
    for budget_id, pence in lines.values_list("instalment__budget_id").annotate(Sum("pence")):
        found[budget_id] += pence
    for budget_id, pence in changes.values_list("budget_id").annotate(Sum("pence")):
        found[budget_id] += pence
    return found


def contributions_due_pence(budget: Budget) -> int:
    """
    All contributions that were ever due, with what changed after them, in pence.

    What was due with an instalment that was cancelled is due no more.
    """
    return contributions_due_of([budget])[budget.id]


def contributions_due_of(budgets: Iterable[Budget]) -> dict[UUID, int]:
    """The same for many budgets, by id; nothing where nothing was due."""
    kept = ContributionDue.objects.filter(budget__in=list(budgets), instalment__cancelled_at=None)
    return defaultdict(int, kept.values_list("budget_id").annotate(Sum("pence")))
