"""Remembering what money to somebody was said to be for."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from budgets.assurance.models import PayeeMemory
from budgets.assurance.selectors.around import key_of
from budgets.assurance.values import Content
from ledgers.values import Purpose

Word = tuple[UUID | None, str, Purpose]


def remember(book_id: UUID, said: Iterable[tuple[Content, Purpose]], *, times: int = 1) -> None:
    """
    Count what was said of payees: for the budget, and for the council, in three queries.

    :param times: below nothing where somebody takes a word back
    """
    counted: Counter[Word] = Counter()
    for content, purpose in said:
        key = key_of(content)
        for budget_id in (content.budget_id, None):
            counted[budget_id, key, purpose] += times if key else 0
    wanted = {word: count for word, count in counted.items() if count}
    if wanted:
        _count(book_id, wanted)


def _count(book_id: UUID, wanted: dict[Word, int]) -> None:
    mine = Q(budget=None) | Q(budget__id__among={one for one, _, _ in wanted if one})
    rows = PayeeMemory.objects.select_for_update(no_key=True).filter(
        mine, book_id=book_id, payee_key__in={key for _, key, _ in wanted}
    )
    here = {
        (row.budget_id, row.payee_key, Purpose(row.purpose)): row for row in rows.order_by("id")
    }
    for word, row in here.items():
        row.times = max(0, row.times + wanted.get(word, 0))
    PayeeMemory.objects.bulk_update(
        [row for word, row in here.items() if word in wanted], ["times"], batch_size=500
    )
    PayeeMemory.objects.bulk_create(
        [
            PayeeMemory(
                book_id=book_id, budget_id=budget_id, payee_key=key, purpose=purpose, times=count
            )
            for (budget_id, key, purpose), count in wanted.items()
            if count > 0 and (budget_id, key, purpose) not in here
        ],
        batch_size=500,
    )
