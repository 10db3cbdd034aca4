"""Keeping what changed on a budget, in words that its holder may read."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from budgets.plans.models import Budget, BudgetChange

MOST_LETTERS = 1000


def note_change(*, budget: Budget, code: str, words: str, by: UUID, now: datetime) -> BudgetChange:
    """Keep what changed, when, by whom and why; called by each verb, in its transaction."""
    return note_changes([(budget, words)], code=code, by=by, now=now)[0]


def note_changes(
    changes: Iterable[tuple[Budget, str]], *, code: str, by: UUID, now: datetime
) -> list[BudgetChange]:
    """The same for many budgets at once, each with its own words."""
    return BudgetChange.objects.bulk_create(
        BudgetChange(
            book_id=budget.book_id,
            budget=budget,
            code=code,
            words=words[:MOST_LETTERS],
            changed_by=by,
            changed_at=now,
        )
        for budget, words in changes
    )
