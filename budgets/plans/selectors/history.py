"""What happened to a budget, in words that its holder may read."""

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from budgets.councils.models import User
from budgets.plans.models import Budget, BudgetChange

THE_SERVICE = "the service"


def list_changes(budget: Budget) -> QuerySet[BudgetChange]:
    """
    Every change of a budget, the newest first, each with `who`: by name, for holders too.

    People are told who decided on their money, as they are told who looked at their records.
    """
    name = User.objects.filter(pk=OuterRef("changed_by")).values("full_name")
    who = Coalesce(NullIf(Subquery(name), Value("")), Value(THE_SERVICE), output_field=CharField())
    return budget.changes.annotate(who=who).order_by("-changed_at", "-id")
