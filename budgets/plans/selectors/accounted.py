"""What has been accounted for already: by instalments, and by what changed after them."""

from django.db.models import Sum

from budgets.plans.models import Budget, InstalmentLine
from budgets.plans.values.agreement import LineCode


def accounted_pence(budget: Budget) -> int:
    """What instalments and adjustments together say the council pays, in pence."""
    lines = InstalmentLine.objects.filter(
        instalment__budget=budget,
        instalment__cancelled_at=None,
        code__in=[LineCode.SUPPORT, LineCode.CONTRIBUTION],
    )
    paid: int = lines.aggregate(pence=Sum("pence", default=0))["pence"]
    changed: int = budget.adjustments.aggregate(pence=Sum("pence", default=0))["pence"]
    return paid + changed


def contributions_due_pence(budget: Budget) -> int:
    """All contributions that were ever due, with what changed after them, in pence."""
    due: int = budget.contributions_due.aggregate(pence=Sum("pence", default=0))["pence"]
    return due
