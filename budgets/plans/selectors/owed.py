"""What is still owed to budgets that end, for days that are in their instalments already."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum

from budgets.plans.models import Budget, InstalmentLine
from budgets.plans.rules.entitlement import due_pence, lines_due
from budgets.plans.selectors.facts import facts_of_many, paid_until_of
from budgets.plans.values.agreement import LineCode
from budgets.plans.values.schedule import Span

FOR_DAYS = (LineCode.SUPPORT, LineCode.CONTRIBUTION, LineCode.ARREARS, LineCode.OVERPAYMENT)


def owed_of(budgets: Iterable[Budget]) -> dict[UUID, int]:
    """
    By budget, what is due until its newest instalment ends, less all that instalments bring.

    It is counted whole and not by what changed, so that whatever is cancelled, changed back or
    corrected while a budget ends, its days are paid once. What was paid too much is nothing here:
    it is part of what is left.
    """
    several = list(budgets)
    facts, until, brought = facts_of_many(several), paid_until_of(several), _brought(several)
    owed = {}
    for budget in several:
        of = facts[budget.id]
        days = Span(of.pays_from, until.get(budget.id, of.pays_from))
        owed[budget.id] = max(0, due_pence(lines_due(of, days), of.mode) - brought[budget.id])
    return owed


def _brought(budgets: list[Budget]) -> dict[UUID, int]:
    lines = InstalmentLine.objects.filter(
        instalment__budget__in=budgets, instalment__cancelled_at=None, code__in=FOR_DAYS
    )
    sums = lines.values_list("instalment__budget_id").annotate(Sum("pence"))
    return defaultdict(int, sums)
