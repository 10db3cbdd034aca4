"""What the signatories of a shared budget decide: by one of them, or by two above a sum."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.plans.errors import (
    BudgetElsewhere,
    LastSignatory,
    NoSecondSignatory,
    NotASignatory,
    NotYourSignature,
    SharedDecided,
    SharedUnsaid,
    SumMissing,
)
from budgets.plans.models import Budget, BudgetHolder, SharedDecision
from budgets.plans.rules.agreeing import check_day
from budgets.plans.selectors import sharing as seen
from budgets.plans.services.history import note_change
from budgets.plans.services.holders import stop_representing
from budgets.plans.services.states import lock_budget
from budgets.plans.values import BudgetState
from ledgers.values import pounds
from payments.payouts.values import london_day


def ask_shared_decision(
    *, budget: Budget, words: str, pence: int, by: UUID, now: datetime
) -> SharedDecision:
    """
    Say what a shared budget is to be spent on. Up to its sum that is agreed at once; above it, it
    waits for another signatory.

    :raises NotASignatory: whoever asks doesn't manage it today
    :raises SharedUnsaid: it isn't said what it is for
    :raises SumMissing: it isn't more than nothing
    :raises NoSecondSignatory: two have to agree, and there is nobody else to
    :raises BudgetElsewhere: it isn't active
    """
    if not words.strip():
        raise SharedUnsaid
    if pence <= 0:
        raise SumMissing
    with transaction.atomic():
        budget = lock_budget(budget)
        _check_signs(budget, by, now)
        if budget.state != BudgetState.ACTIVE:
            raise BudgetElsewhere
        alone = budget.two_signatures_above_pence
        needs_two = alone is not None and pence > alone
        if needs_two:
            _check_second(budget, by, now)
        decision = SharedDecision.objects.create(
            book_id=budget.book_id,
            budget=budget,
            words=words.strip(),
            pence=pence,
            needs_two=needs_two,
            asked_by=by,
            asked_at=now,
            agreed_by=None if needs_two else by,
            agreed_at=None if needs_two else now,
        )
        said = "needs a second signature" if needs_two else "was decided"
        _note(decision, "shared_asked" if needs_two else "shared_agreed", said, by=by, now=now)
    return decision


def _check_signs(budget: Budget, by: UUID, now: datetime) -> None:
    if not seen.is_signatory(budget, by, london_day(now)):
        raise NotASignatory


def _check_second(budget: Budget, by: UUID, now: datetime) -> None:
    others = seen.list_signatories(budget, london_day(now)).exclude(user=None)
    if not others.exclude(user_id=by).exists():
        raise NoSecondSignatory


def agree_shared_decision(*, decision: SharedDecision, by: UUID, now: datetime) -> SharedDecision:
    """
    Sign what another signatory asked for.

    :raises NotYourSignature: whoever signs asked for it
    :raises NotASignatory: they don't manage it today
    :raises SharedDecided: somebody else signed it, or it was withdrawn
    """
    with transaction.atomic():
        budget = lock_budget(decision.budget)
        decision = SharedDecision.objects.get(pk=decision.pk)
        if decision.agreed_by == by:
            return decision
        _check_signs(budget, by, now)
        if decision.asked_by == by:
            raise NotYourSignature
        _decide(decision, agreed_by=by, agreed_at=now)
        _note(decision, "shared_agreed", "was signed by two", by=by, now=now)
    return decision


def withdraw_shared_decision(
    *, decision: SharedDecision, by: UUID, now: datetime
) -> SharedDecision:
    """
    Take back what waits for a second signature; any signatory may.

    :raises NotASignatory: they don't manage it today
    :raises SharedDecided: it was signed, or withdrawn before
    """
    with transaction.atomic():
        budget = lock_budget(decision.budget)
        _check_signs(budget, by, now)
        _decide(decision, withdrawn_by=by, withdrawn_at=now)
        _note(decision, "shared_withdrawn", "was withdrawn", by=by, now=now)
    return decision


def _decide(decision: SharedDecision, **values: UUID | datetime) -> None:
    open_still = SharedDecision.objects.filter(pk=decision.pk, agreed_at=None, withdrawn_at=None)
    if open_still.update(**values) != 1:
        raise SharedDecided
    for name, value in values.items():
        setattr(decision, name, value)


def _note(decision: SharedDecision, code: str, said: str, *, by: UUID, now: datetime) -> None:
    words = f"{pounds(decision.pence)} {said}: {decision.words}"
    note_change(budget=decision.budget, code=code, words=words, by=by, now=now)


def end_signatory(*, holder: BudgetHolder, ends_on: date, by: UUID, now: datetime) -> BudgetHolder:
    """
    Let one of several signatories sign no longer, from a day on; they don't see the budget then.

    :raises LastSignatory: nobody else manages it on that day
    :raises DayAbsurd: the day can't be meant
    """
    check_day(ends_on, london_day(now))
    with transaction.atomic():
        budget = lock_budget(holder.budget)
        holder = BudgetHolder.objects.select_related("budget__person").get(pk=holder.pk)
        if holder.ends_on:
            return holder
        if not seen.list_signatories(budget, ends_on).exclude(pk=holder.pk).exists():
            raise LastSignatory
        holder.ends_on = max(ends_on, holder.starts_on)
        holder.save(update_fields=["ends_on"])
        stop_representing(holder)
        words = f"{holder.full_name} no longer signs, from {holder.ends_on:%-d %B %Y} on."
        note_change(budget=budget, code="holder_ended", words=words, by=by, now=now)
    return holder
