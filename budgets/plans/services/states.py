"""Moving a budget from one state to the next, once, whoever else tries."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from budgets.plans.errors import BudgetElsewhere
from budgets.plans.models import Budget
from budgets.plans.values import MAY_BECOME, BudgetState


def lock_budget(budget: Budget) -> Budget:
    """The budget as it is now, locked until the transaction ends."""
    return (
        Budget.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person", "account")
        .get(pk=budget.pk)
    )


def lock_budgets(ids: Iterable[UUID]) -> dict[UUID, Budget]:
    """Several budgets as they are now, by id, locked in its order until the transaction ends."""
    rows = Budget.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    return {budget.id: budget for budget in rows.filter(pk__in=list(ids)).order_by("id")}


def become(budget: Budget, state: BudgetState, **also: Any) -> Budget:
    """
    Move a budget on, if it is still where it was read.

    :raises BudgetElsewhere: it can't go there from where it is, or somebody was faster
    """
    if state not in MAY_BECOME[BudgetState(budget.state)]:
        raise BudgetElsewhere
    unmoved = Budget.objects.filter(pk=budget.pk, state=budget.state)
    if unmoved.update(state=state, **also) != 1:
        raise BudgetElsewhere
    for name, value in {"state": state, **also}.items():
        setattr(budget, name, value)
    return budget
