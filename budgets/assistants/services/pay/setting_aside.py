"""What is owed to assistants, HMRC and pensions is set aside, and let go when it was paid."""

from datetime import datetime
from typing import Final
from uuid import UUID

from budgets.assistants.models import Pay, PayrollFigures
from budgets.assistants.selectors.pay.leaving import list_left_by_endings, owed_on_leaving
from budgets.plans.models import Budget, EndingStep, RingFence
from budgets.plans.services.ring_fences import release_ring_fence, set_ring_fence
from budgets.plans.services.settling import settle_step
from budgets.plans.values import BudgetState
from budgets.plans.values.surplus import RingFenceKind
from ledgers.values import SCHEDULER
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState, london_day

PAID_WITH_PAYROLL: Final = "It was paid with payroll."


def set_aside_for(pay: Pay, *, by: UUID, now: datetime) -> None:
    """Set aside what a pay is owed: wages, the employer's costs, and holiday not taken so far."""
    name = pay.engagement.assistant.full_name
    wages, costs = f"Wages of {name}, due on {pay.pay_on:%-d %B %Y}", "Tax and pension for "
    _set(pay, RingFenceKind.WAGES, source_of(pay), pay.gross_pence, wages, by=by, now=now)
    _set(pay, RingFenceKind.TAX, source_of(pay), pay.costs_pence, f"{costs}{name}", by=by, now=now)
    owed = f"Holiday that {name} has earned and not taken"
    _set(pay, RingFenceKind.HOLIDAY, holiday_of(pay), pay.owed_pence, owed, by=by, now=now)


def set_aside_figures(figures: PayrollFigures, *, by: UUID, now: datetime) -> None:
    """The same once payroll has said what goes where."""
    pay = figures.pay
    name = pay.engagement.assistant.full_name
    wages = f"Wages of {name}, due on {pay.pay_on:%-d %B %Y}"
    _set(pay, RingFenceKind.WAGES, source_of(pay), figures.net_pence, wages, by=by, now=now)
    sum_pence = figures.hmrc_pence + figures.all_pension_pence
    costs = f"Tax and pension for {name}"
    _set(pay, RingFenceKind.TAX, source_of(pay), sum_pence, costs, by=by, now=now)


def let_go_of(pay: Pay, *, by: UUID, now: datetime) -> int:
    """What was set aside for a pay is paid: let it go, and say how many there were."""
    open_still = RingFence.objects.filter(
        budget_id=pay.engagement.budget_id, source=source_of(pay), released_at=None
    )
    fences = list(open_still)
    for one in fences:
        _let_go(one, by=by, now=now)
    return len(fences)


def let_go_of_paid(*, book_id: UUID, now: datetime, by: UUID = SCHEDULER) -> int:
    """Let go what was set aside for wages, tax and pensions that have left; how many there were."""
    waiting = RingFence.objects.filter(
        book_id=book_id, source__startswith="pay:", released_at=None
    ).values_list("source", flat=True)
    ids = {source.removeprefix("pay:") for source in waiting}
    gone = 0
    for pay in Pay.objects.filter(pk__in=ids).select_related("engagement"):
        payments = Payment.objects.filter(book_id=book_id, about_kind="pay", about_id=pay.id)
        states = set(payments.values_list("state", flat=True))
        if states and states <= {PaymentState.SENT, PaymentState.PAID}:
            gone += let_go_of(pay, by=by, now=now)
    return gone


def set_aside_for_endings(*, book_id: UUID, now: datetime, by: UUID = SCHEDULER) -> int:
    """
    Set aside notice and redundancy pay of whoever loses their work with a budget that ends.

    It is an estimate, made once: what a person puts right or lets go stays so. How many had some.
    """
    several = 0
    for engagement in list_left_by_endings(book_id):
        source = f"leaving:{engagement.id}"
        if RingFence.objects.filter(budget_id=engagement.budget_id, source=source).exists():
            continue
        owed = list(owed_on_leaving(engagement, london_day(now)))
        for one in owed:
            set_ring_fence(
                budget=engagement.budget,
                kind=one.kind,
                pence=one.pence,
                words=one.words,
                by=by,
                now=now,
                source=source,
            )
        several += bool(owed)
    return several


def source_of(pay: Pay) -> str:
    """How a pay's own ring-fences are found again."""
    return f"pay:{pay.id}"


def holiday_of(pay: Pay) -> str:
    """How the holiday of a piece of work is found again, whichever pay it was counted by."""
    return f"holiday:{pay.engagement_id}"


def _set(
    pay: Pay, kind: RingFenceKind, source: str, pence: int, words: str, *, by: UUID, now: datetime
) -> None:
    """Set aside in place of what was before, or let that go where nothing is owed any more."""
    budget = Budget.objects.get(pk=pay.engagement.budget_id)
    if budget.state == BudgetState.ENDED:
        return
    if pence > 0:
        set_ring_fence(
            budget=budget, kind=kind, pence=pence, words=words, by=by, now=now, source=source
        )
        return
    for one in RingFence.objects.filter(budget=budget, kind=kind, source=source, released_at=None):
        _let_go(one, by=by, now=now)


def _let_go(fence: RingFence, *, by: UUID, now: datetime) -> None:
    """Where the budget is ending, its step is settled: the money left with payroll."""
    step = EndingStep.objects.filter(ring_fence=fence, settled_at=None).first()
    if step is None:
        release_ring_fence(ring_fence=fence, by=by, now=now)
        return
    settle_step(
        step=step, pence=0, on=london_day(now), by=by, now=now, early_words=PAID_WITH_PAYROLL
    )
