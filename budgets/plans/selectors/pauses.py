"""Questions about the days for which a budget isn't paid."""

from datetime import date

from django.db.models import Q, QuerySet

from budgets.plans.models import Budget, Pause
from budgets.plans.values.agreement import PauseKind


def find_suspension(budget: Budget) -> Pause | None:
    """The suspension that is on, if one is."""
    return budget.pauses.filter(kind=PauseKind.SUSPENSION, ended_at=None).first()


def list_touching(budget: Budget, starts_on: date, ends_on: date) -> QuerySet[Pause]:
    """The pauses that have days in common with these (the end not included)."""
    return budget.pauses.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on), starts_on__lt=ends_on)
