"""Keeping back from the next instalments what the council paid for a holder."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from budgets.plans.models import Budget, KeptBack
from budgets.plans.services.history import note_change
from budgets.plans.services.money import check_pence
from budgets.plans.services.states import lock_budget
from ledgers.errors import KeyReused
from ledgers.values import pounds


def keep_back(
    *, budget: Budget, pence: int, words: str, key: UUID, by: UUID, now: datetime
) -> KeptBack:
    """
    Let the next instalments be less by what was paid for the holder; told twice, it is once.

    :raises SumMissing: it isn't more than nothing
    :raises KeyReused: the key stands for another sum
    """
    check_pence(pence)
    with transaction.atomic():
        budget = lock_budget(budget)
        same = KeptBack.objects.filter(book_id=budget.book_id, key=key).first()
        if same:
            if (same.budget_id, same.pence) != (budget.id, pence):
                raise KeyReused(key)
            return same
        kept = KeptBack.objects.create(
            book_id=budget.book_id,
            budget=budget,
            key=key,
            pence=pence,
            words=words,
            kept_by=by,
            kept_at=now,
        )
        said = f"{pounds(pence)} will be taken off what is paid next. {words}"
        note_change(budget=budget, code="kept_back", words=said, by=by, now=now)
    return kept
