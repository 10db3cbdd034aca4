"""Questions about a budget's figures: what is agreed, what is in force, what waits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from budgets.plans.models import Budget, BudgetStatement
from budgets.plans.rules.instalments import Weekly


def agreed(budget: Budget) -> QuerySet[BudgetStatement]:
    """Every agreed statement, the newest number first."""
    return budget.statements.filter(agreed_at__isnull=False).order_by("-number")


def find_in_force(budget: Budget, day: date) -> BudgetStatement | None:
    """The statement that counts on a day: the highest number that has begun."""
    return agreed(budget).filter(starts_on__lte=day).first()


def find_open(budget: Budget) -> BudgetStatement | None:
    """The figures that wait for somebody to agree, if any do."""
    return budget.statements.filter(agreed_at=None, withdrawn_at=None).first()


def weekly_of(budgets: Iterable[Budget]) -> dict[UUID, dict[int, Weekly]]:
    """Each budget's agreed figures for a week, by its id and their number."""
    found: dict[UUID, dict[int, Weekly]] = defaultdict(dict)
    rows = BudgetStatement.objects.filter(budget__in=list(budgets), agreed_at__isnull=False)
    for row in rows:
        weekly = Weekly(row.id, row.total_pence, row.contribution_pence)
        found[row.budget_id][row.number] = weekly
    return found
