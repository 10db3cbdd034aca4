"""What is known of budgets that a file speaks of again, beside what its rows can say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from budgets.caseload.selectors.openings import opened_with
from budgets.plans.models import Budget, BudgetHolder, Condition, Instalment, Pause
from budgets.plans.values.agreement import PauseKind


@dataclass(frozen=True)
class Here:
    """
    A budget that is here.

    :ivar holder: who manages it now
    :ivar opened_pence: what it began with
    :ivar stopped_on: the first days of all its suspensions, also those that are over
    :ivar is_planned: whether an instalment was planned here
    :ivar confirmed: the conditions that were decided about, and not on paper
    """

    budget: Budget
    holder: BudgetHolder | None
    opened_pence: int
    stopped_on: frozenset[date]
    is_planned: bool
    confirmed: frozenset[str]


def budgets_here(book_id: UUID, ids: Collection[UUID]) -> dict[UUID, Here]:
    """These budgets by id, in a few queries."""
    budgets = Budget.objects.filter(book_id=book_id).select_related("person", "provider")
    opened = opened_with(book_id, ids)
    current = BudgetHolder.objects.filter(budget__in=ids, ends_on=None)
    holders = {row.budget_id: row for row in current.order_by("-starts_on", "-named_at", "-id")}
    pauses = Pause.objects.filter(budget__in=ids, kind=PauseKind.SUSPENSION)
    stopped = list(pauses.values_list("budget_id", "starts_on"))
    planned = set(
        Instalment.objects.filter(budget__in=ids, cancelled_at=None).values_list(
            "budget_id", flat=True
        )
    )
    decided = Condition.objects.filter(budget__in=ids, on_paper=False)
    confirmed = list(decided.values_list("budget_id", "code"))
    return {
        one.id: Here(
            budget=one,
            holder=holders.get(one.id),
            opened_pence=opened[one.id],
            stopped_on=frozenset(day for budget, day in stopped if budget == one.id),
            is_planned=one.id in planned,
            confirmed=frozenset(code for budget, code in confirmed if budget == one.id),
        )
        for one in budgets.filter(id__in=ids)
    }
