"""Settling a budget that ends: what is owed first, in order, then what is left."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import (
    LeftUnknown,
    MoneyLeft,
    NotOverYet,
    PaymentsOpen,
    StepSettled,
    StepsOpen,
    StepsOutOfOrder,
    SumMissing,
)
from budgets.plans.models import Budget, Ending, EndingStep
from budgets.plans.rules.agreeing import check_happened
from budgets.plans.selectors import ending as seen
from budgets.plans.selectors.left import on_the_books
from budgets.plans.services.ending import ENDED
from budgets.plans.services.history import note_change
from budgets.plans.services.money import spend
from budgets.plans.services.ring_fences import release_ring_fence
from budgets.plans.services.states import become
from budgets.plans.services.steps import lock_ending
from budgets.plans.services.ties import check_may_decide, check_user_may_decide
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import StepKind
from ledgers.values import About, Purpose, pounds
from payments.cards import services as cards
from payments.payouts.values import london_day

PURPOSE_OF = {
    StepKind.FINAL_PAY: Purpose.PERSONAL_ASSISTANCE,
    StepKind.HOLIDAY: Purpose.PERSONAL_ASSISTANCE,
    StepKind.NOTICE: Purpose.PERSONAL_ASSISTANCE,
    StepKind.REDUNDANCY: Purpose.EMPLOYMENT_COSTS,
    StepKind.TAX: Purpose.EMPLOYMENT_COSTS,
}
"""What each step is spent on; a bill, on what was agreed."""


def settle_step(
    *,
    step: EndingStep,
    pence: int,
    on: date,
    by: UUID,
    now: datetime,
    early_words: str = "",
) -> EndingStep:
    """
    Keep that something owed was paid, once: earned pay also where payments are stopped, and where
    too little was left. What was set aside for it is let go.

    :param pence: what was really paid; nothing, where nothing was owed after all
    :param early_words: why it doesn't wait for what comes before it in the order
    :raises SumMissing: it is less than nothing
    :raises DayAbsurd: the day can't be meant
    :raises DayAhead: the day is still to come
    :raises StepsOutOfOrder: something comes before it, and it isn't said why this doesn't wait
    :raises StepSettled: it was settled before, with another sum or day
    :raises EndingSettled: the ending is settled
    :raises OwnBudget: it is for whoever settles it, or somebody close to them
    """
    if pence < 0:
        raise SumMissing
    check_user_may_decide(step.ending.budget.person, by)
    check_happened(on, london_day(now))
    with transaction.atomic():
        budget = lock_ending(step.ending)
        step = EndingStep.objects.select_related("ending", "ring_fence").get(pk=step.pk)
        if (step.settled_pence, step.settled_on) == (pence, on):
            return step
        if step.settled_at:
            raise StepSettled
        _check_order(step, early_words)
        step.settled_pence, step.settled_on = pence, on
        step.settled_by, step.settled_at = by, now
        step.save(update_fields=["settled_pence", "settled_on", "settled_by", "settled_at"])
        if pence:
            spend(
                budget,
                purpose=PURPOSE_OF.get(StepKind(step.kind)) or agreed_purpose(budget),
                pence=pence,
                key=uuid5(step.id, "settled"),
                about=About("ending_step", step.id),
                by=by,
                on=on,
                now=now,
            )
        if step.ring_fence and not step.ring_fence.released_at:
            release_ring_fence(ring_fence=step.ring_fence, by=by, now=now)
        said = f"{step.words}: {pounds(pence)} was paid on {on:%-d %B %Y}. {early_words}"
        note_change(budget=budget, code="step_settled", words=said.strip(), by=by, now=now)
    return step


def settle(*, ending: Ending, by: Member, now: datetime, words: str = "") -> Ending:
    """
    End a budget for good: its last day is over, all that is owed is paid, and nothing is left.

    Where nobody knows what is left, somebody says what they saw; what the books still have counts
    as spent on what was agreed.

    :param words: what was seen where nobody knows what is left
    :raises OwnBudget: it is for whoever decides, or somebody close to them
    :raises NotOverYet: the last day isn't over
    :raises StepsOpen: something is still to be paid first
    :raises PaymentsOpen: a payment to it, or from its card, is still due or on its way
    :raises LeftUnknown: nobody knows what is left, and nothing is said about it
    :raises MoneyLeft: something is left
    :raises EndingSettled: it was settled by somebody else
    """
    check_may_decide(ending.budget.person, by)
    with transaction.atomic():
        before = Ending.objects.get(pk=ending.pk)
        if before.settled_by == by.user_id:
            return before
        budget = lock_ending(ending)
        _check_all_is_paid(ending, london_day(now))
        if seen.is_known_to_the_end(budget):
            _check_nothing_left(ending, london_day(now))
        else:
            _take_as_spent(budget, ending, words, by=by.user_id, now=now)
        become(budget, BudgetState.ENDED)
        cards.stop(account=budget.account, reason=ENDED, by=by.user_id, now=now)
        cards.end_card(account=budget.account, by=by.user_id, now=now)
        ending.settled_by, ending.settled_at = by.user_id, now
        ending.save(update_fields=["settled_by", "settled_at"])
        said = f"All is settled, and this budget has ended. {words}"
        note_change(budget=budget, code="ended", words=said.strip(), by=by.user_id, now=now)
    return ending


def agreed_purpose(budget: Budget) -> Purpose:
    """The first purpose that was agreed for a budget."""
    first = budget.purposes.order_by("place").first()
    return Purpose(first.purpose) if first else Purpose.OTHER


def _check_order(step: EndingStep, early_words: str) -> None:
    earlier = seen.list_open(step.ending).filter(place__lt=step.place).exclude(kind=step.kind)
    first = earlier.first()
    if first and not early_words.strip():
        raise StepsOutOfOrder(
            f"This is settled first: {first.words}. Settle it, or say why this can't wait."
        )


def _check_all_is_paid(ending: Ending, today: date) -> None:
    budget = ending.budget
    if budget.ends_on and budget.ends_on >= today:
        raise NotOverYet
    first = seen.list_open(ending).first()
    if first:
        raise StepsOpen(f"This is still to be paid before what is left is counted: {first.words}.")
    on_its_way = seen.list_unfinished(budget).exists() or budget.account.debits_held
    is_due = not seen.is_stopped(budget) and seen.unplanned_pence(budget) > 0
    if on_its_way or is_due:
        raise PaymentsOpen


def _check_nothing_left(ending: Ending, today: date) -> None:
    left = seen.what_is_left(ending, today)
    if left.on_the_books_pence > 0:
        raise MoneyLeft(
            f"{pounds(left.on_the_books_pence)} is left, of which {pounds(left.own_pence)} is the "
            "person's own. The rest comes back, or stays where it is by decision."
        )


def _take_as_spent(budget: Budget, ending: Ending, words: str, *, by: UUID, now: datetime) -> None:
    if not words.strip():
        raise LeftUnknown
    pence = on_the_books([budget])[budget.id]
    if pence > 0:
        spend(
            budget,
            purpose=agreed_purpose(budget),
            pence=pence,
            key=uuid5(ending.id, "taken as spent"),
            about=About("ending", ending.id),
            by=by,
            on=london_day(now),
            now=now,
        )
