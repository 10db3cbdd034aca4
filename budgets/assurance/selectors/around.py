"""What is known around a batch of lines, asked once for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from budgets.assistants.models import Engagement
from budgets.assurance.models import PayeeMemory, SpendingLine
from budgets.assurance.rules.naming import payee_key
from budgets.assurance.rules.purposes import Known
from budgets.assurance.values import Content
from budgets.plans.models import AgreedPurpose, Budget
from ledgers.values import Purpose
from payments.payouts.models import Payee
from payments.payouts.values import PayeeKind

REFUNDED_WITHIN: Final = timedelta(days=180)
NO_BUDGET: Final = UUID(int=0)
"""Stands for the council as a whole, where memories are by budget."""


@dataclass(frozen=True)
class Around:
    """
    What is known of plans, payees and earlier words, for the lines of one batch.

    :ivar keys: what stands for the payee of each content
    """

    plans: Mapping[UUID, Sequence[Purpose]]
    payees: Mapping[UUID, Payee]
    engaged: frozenset[tuple[UUID, str]]
    memories: Mapping[tuple[UUID, str], Mapping[Purpose, int]]

    def known(self, content: Content, told: Purpose | None) -> Known:
        """What is known around one line."""
        payee = self.payees.get(content.payee_id) if content.payee_id else None
        key = key_of(content)
        return Known(
            plan=self.plans.get(content.budget_id, ()),
            told=told,
            is_wages=bool(payee and (content.budget_id, payee.reference) in self.engaged),
            payee_kind=PayeeKind(payee.kind) if payee else None,
            yours=self.memories.get((content.budget_id, key), {}),
            council=self.memories.get((NO_BUDGET, key), {}),
        )


def key_of(content: Content) -> str:
    """What stands for the payee of a line."""
    return payee_key(payee_id=content.payee_id, counterparty=content.counterparty)


def around(book_id: UUID, budgets: Mapping[UUID, Budget], contents: Iterable[Content]) -> Around:
    """Ask for all that is known around some lines, in four queries."""
    several = list(contents)
    ids = {one.payee_id for one in several if one.payee_id}
    payees = Payee.objects.filter(book_id=book_id, id__among=ids).in_bulk() if ids else {}
    return Around(
        plans=_plans(book_id, budgets),
        payees=payees,
        engaged=_engaged(book_id, budgets, payees),
        memories=_memories(book_id, budgets, {key_of(one) for one in several}),
    )


def _plans(book_id: UUID, budgets: Mapping[UUID, Budget]) -> dict[UUID, list[Purpose]]:
    found: dict[UUID, list[Purpose]] = defaultdict(list)
    rows = AgreedPurpose.objects.filter(book_id=book_id, budget__id__among=set(budgets))
    for budget_id, purpose in rows.order_by("place").values_list("budget_id", "purpose"):
        found[budget_id].append(Purpose(purpose))
    return found


def _engaged(
    book_id: UUID, budgets: Mapping[UUID, Budget], payees: Mapping[UUID, Payee]
) -> frozenset[tuple[UUID, str]]:
    references = [one.reference for one in payees.values() if one.kind == PayeeKind.PERSON]
    if not references:
        return frozenset()
    rows = Engagement.objects.filter(
        book_id=book_id, budget__id__among=set(budgets), assistant__reference__in=references
    )
    return frozenset(rows.values_list("budget_id", "assistant__reference"))


def _memories(
    book_id: UUID, budgets: Mapping[UUID, Budget], keys: set[str]
) -> dict[tuple[UUID, str], dict[Purpose, int]]:
    found: dict[tuple[UUID, str], dict[Purpose, int]] = defaultdict(dict)
    mine = Q(budget=None) | Q(budget__id__among=set(budgets))
    rows = PayeeMemory.objects.filter(mine, book_id=book_id, payee_key__in=keys - {""})
    for row in rows:
        found[row.budget_id or NO_BUDGET, row.payee_key][Purpose(row.purpose)] = row.times
    return found


def earlier_spending(book_id: UUID, refunds: Sequence[Content]) -> list[SpendingLine]:
    """What the budgets of some refunds spent before them, the newest first."""
    if not refunds:
        return []
    days = [one.booked_on for one in refunds]
    rows = SpendingLine.objects.filter(
        book_id=book_id,
        budget__id__among={one.budget_id for one in refunds},
        booked_on__range=(min(days) - REFUNDED_WITHIN, max(days)),
        pence__lt=0,
    ).exclude(purpose="")
    return list(rows.order_by("-booked_on", "-id"))
