"""Questions about the conditions of the law: what was decided, what is missing."""

from collections.abc import Iterable
from uuid import UUID

from budgets.plans.models import Budget, Condition
from budgets.plans.rules.conditions import fallen, missing
from budgets.plans.values import HolderKind
from budgets.plans.values.conditions import ConditionCode


def newest(budget: Budget) -> dict[str, Condition]:
    """The newest decision about each condition, by its code."""
    rows = budget.conditions.order_by("recorded_at", "id")
    return {row.code: row for row in rows}


def list_missing(budget: Budget) -> list[ConditionCode]:
    """The conditions that don't stand, or were never decided, in the law's order."""
    return _missing(budget, newest(budget))


def list_in_the_way(budget: Budget) -> list[ConditionCode]:
    """
    The conditions for which a budget that was paid may not be paid again.

    Of one that was taken in from the council's records, only what was decided against: it was
    agreed elsewhere, and what is on paper there is confirmed at its next review.
    """
    if budget.imported_at is None:
        return list_missing(budget)
    decided = {code: row.stands for code, row in newest(budget).items()}
    return fallen(HolderKind(budget.holder_kind), decided)


def list_missing_of(budgets: Iterable[Budget]) -> dict[UUID, list[ConditionCode]]:
    """The same for many budgets, by id, in one query."""
    several = list(budgets)
    decided: dict[UUID, dict[str, Condition]] = {budget.id: {} for budget in several}
    rows = Condition.objects.filter(budget__in=several).order_by("recorded_at", "id")
    for row in rows:
        decided[row.budget_id][row.code] = row
    return {budget.id: _missing(budget, decided[budget.id]) for budget in several}


def _missing(budget: Budget, decided: dict[str, Condition]) -> list[ConditionCode]:
    stands = {code: row.stands for code, row in decided.items()}
    return missing(HolderKind(budget.holder_kind), stands)
