"""What was decided about the conditions of the law, as a file has it: one day, one name."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from budgets.plans.models import Budget, Condition
from budgets.plans.rules.conditions import conditions_for
from budgets.plans.values import HolderKind

ON_PAPER: Final = "The council"
"""Who decided, where no file says who."""


class Decided(NamedTuple):
    """When all conditions stood, and who decided the last of them."""

    on: date | None = None
    by: str | None = None


def decided_of(budgets: Sequence[Budget]) -> dict[UUID, Decided]:
    """
    By budget, when its conditions were decided and by whom; nothing where one does not stand.

    The day is empty where one was decided on paper, and nobody has said when.
    """
    newest: dict[UUID, dict[str, Condition]] = defaultdict(dict)
    for row in Condition.objects.filter(budget__in=budgets).order_by("recorded_at", "id"):
        newest[row.budget_id][row.code] = row
    return {one.id: _decided(one, newest[one.id]) for one in budgets if one.id in newest}


def _decided(budget: Budget, newest: dict[str, Condition]) -> Decided:
    rows = [newest.get(code) for code in conditions_for(HolderKind(budget.holder_kind))]
    stand = [row for row in rows if row and row.stands]
    if not stand or len(stand) < len(rows):
        return Decided()
    last = max(stand, key=lambda row: row.decided_on)
    by = None if last.decided_by == ON_PAPER else last.decided_by or None
    return Decided(None if any(row.on_paper for row in stand) else last.decided_on, by)
