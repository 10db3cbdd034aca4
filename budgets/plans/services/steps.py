"""What is to be paid before what is left is counted, in the order in which it is paid."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from budgets.plans.errors import BudgetElsewhere, EndingSettled, ReasonUnsaid
from budgets.plans.models import Budget, Ending, EndingStep, RingFence
from budgets.plans.services.history import note_change
from budgets.plans.services.money import check_pence
from budgets.plans.services.states import lock_budget
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import StepKind
from budgets.plans.values.surplus import RingFenceKind
from ledgers.values import pounds

ROOM: Final = 100
"""How many places each kind has, so that what is added later stands among its own."""

STEP_OF: Final = {
    RingFenceKind.WAGES: StepKind.FINAL_PAY,
    RingFenceKind.HOLIDAY: StepKind.HOLIDAY,
    RingFenceKind.NOTICE: StepKind.NOTICE,
    RingFenceKind.REDUNDANCY: StepKind.REDUNDANCY,
    RingFenceKind.TAX: StepKind.TAX,
    RingFenceKind.BOOKING: StepKind.BILL,
}
"""What becomes of money that was owed already, when a budget ends."""


def add_step(
    *, ending: Ending, kind: StepKind, words: str, pence: int, by: UUID, now: datetime
) -> EndingStep:
    """
    Say what else is to be paid before what is left is counted; told twice, it is there once.

    :raises SumMissing: it isn't more than nothing
    :raises ReasonUnsaid: it isn't said what it is
    :raises EndingSettled: the ending is settled
    """
    check_pence(pence)
    if not words.strip():
        raise ReasonUnsaid
    with transaction.atomic():
        lock_ending(ending)
        same = ending.steps.filter(kind=kind, words=words.strip(), pence=pence, settled_at=None)
        found = same.first()
        if found:
            return found
        step = write_step(
            ending=ending, kind=kind, words=words.strip(), pence=pence, by=by, now=now
        )
        said = f"To be paid before what is left is counted: {step.words}, {pounds(pence)}."
        note_change(budget=ending.budget, code="step_added", words=said, by=by, now=now)
    return step


def write_step(
    *,
    ending: Ending,
    kind: StepKind,
    words: str,
    pence: int,
    by: UUID,
    now: datetime,
    ring_fence: RingFence | None = None,
) -> EndingStep:
    """Keep a step in its place: by its kind, then in the order of adding; the budget is locked."""
    first = list(StepKind).index(kind) * ROOM
    own = ending.steps.filter(place__gte=first, place__lt=first + ROOM)
    last = own.aggregate(last=Max("place"))["last"]
    return EndingStep.objects.create(
        book_id=ending.book_id,
        ending=ending,
        place=first if last is None else last + 1,
        kind=kind,
        words=words,
        pence=pence,
        ring_fence=ring_fence,
        added_by=by,
        added_at=now,
    )


def step_from(*, ring_fence: RingFence, ending: Ending, by: UUID, now: datetime) -> EndingStep:
    """Make a step of money that is owed already; the budget is locked."""
    return write_step(
        ending=ending,
        kind=STEP_OF[RingFenceKind(ring_fence.kind)],
        words=ring_fence.words,
        pence=ring_fence.pence,
        by=by,
        now=now,
        ring_fence=ring_fence,
    )


def lock_ending(ending: Ending) -> Budget:
    """
    The budget of an ending that is going on, locked until the transaction ends.

    :raises EndingSettled: it is settled
    :raises BudgetElsewhere: the budget isn't ending
    """
    budget = lock_budget(ending.budget)
    if budget.state == BudgetState.ENDED:
        raise EndingSettled
    if budget.state != BudgetState.ENDING:
        raise BudgetElsewhere
    ending.budget = budget
    return budget
