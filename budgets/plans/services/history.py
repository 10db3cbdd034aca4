"""Keeping what changed on a budget, in words that its holder may read."""

from datetime import datetime
from uuid import UUID

from budgets.plans.models import Budget, BudgetChange


def note_change(*, budget: Budget, code: str, words: str, by: UUID, now: datetime) -> BudgetChange:
    """Keep what changed, when, by whom and why; called by each verb, in its transaction."""
    return BudgetChange.objects.create(
        book_id=budget.book_id,
        budget=budget,
        code=code,
        words=words[:1000],
        changed_by=by,
        changed_at=now,
    )
