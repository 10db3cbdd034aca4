"""Setting money aside that is owed already, and letting it go when it is paid or not owed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.plans.errors import BudgetElsewhere, ReasonUnsaid, RingFenceGone
from budgets.plans.models import Budget, Ending, RingFence
from budgets.plans.services.history import note_change
from budgets.plans.services.money import check_pence
from budgets.plans.services.states import lock_budget
from budgets.plans.services.steps import step_from
from budgets.plans.values import BudgetState
from budgets.plans.values.surplus import RING_FENCE_WORDS, RingFenceKind
from ledgers.values import pounds
from payments.payouts.values import london_day

BY_HAND = "by_hand"


def set_ring_fence(
    *,
    budget: Budget,
    kind: RingFenceKind,
    pence: int,
    words: str,
    by: UUID,
    now: datetime,
    source: str = BY_HAND,
    starts_on: date | None = None,
) -> RingFence:
    """
    Set money aside that is owed already, so that it is nobody's surplus and is paid at the end.

    The same told twice is set aside once. What another part of the house keeps up to date, by its
    `source`, takes the place of what it set aside before, and is no news: it changes with each
    pay. A budget that is ending has it as a step.

    :raises SumMissing: it isn't more than nothing
    :raises ReasonUnsaid: it isn't said what it is
    :raises BudgetElsewhere: the budget has ended
    """
    check_pence(pence)
    if not words.strip():
        raise ReasonUnsaid
    with transaction.atomic():
        budget = lock_budget(budget)
        if budget.state == BudgetState.ENDED:
            raise BudgetElsewhere
        open_now = budget.ring_fences.filter(kind=kind, source=source, released_at=None)
        same = open_now.filter(pence=pence, words=words.strip()).first()
        if same:
            return same
        before = list(open_now) if source != BY_HAND else []
        fence = RingFence.objects.create(
            book_id=budget.book_id,
            budget=budget,
            kind=kind,
            pence=pence,
            words=words.strip(),
            source=source,
            starts_on=starts_on or london_day(now),
            set_by=by,
            set_at=now,
        )
        _take_the_place(fence, before)
        if source == BY_HAND:
            said = f"{pounds(pence)} is set aside. {RING_FENCE_WORDS[kind]}: {fence.words}"
            note_change(budget=budget, code="ring_fenced", words=said, by=by, now=now)
    return fence


def _take_the_place(fence: RingFence, before: Sequence[RingFence]) -> None:
    """Let go what this stands for now; where the budget is ending, its step is about this now."""
    by, now = fence.set_by, fence.set_at
    RingFence.objects.filter(pk__in=[one.pk for one in before]).update(
        released_by=by, released_at=now
    )
    ending = Ending.objects.filter(budget=fence.budget).first()
    if ending is None:
        return
    open_step = ending.steps.filter(ring_fence__in=before, settled_at=None)
    if not open_step.update(ring_fence=fence, pence=fence.pence, words=fence.words):
        step_from(ring_fence=fence, ending=ending, by=by, now=now)


def release_ring_fence(*, ring_fence: RingFence, by: UUID, now: datetime) -> RingFence:
    """
    Let go what was set aside: it is paid, or not owed after all.

    :raises RingFenceGone: somebody else let it go before
    """
    with transaction.atomic():
        budget = lock_budget(ring_fence.budget)
        fence = RingFence.objects.get(pk=ring_fence.pk)
        if fence.released_by == by:
            return fence
        if fence.released_at:
            raise RingFenceGone
        fence.released_by, fence.released_at = by, now
        fence.save(update_fields=["released_by", "released_at"])
        if fence.source == BY_HAND:
            said = f"{pounds(fence.pence)} is set aside no longer: {fence.words}"
            note_change(budget=budget, code="ring_fence_released", words=said, by=by, now=now)
    return fence
