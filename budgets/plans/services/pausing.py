"""Stopping a budget's payments for some days: by suspension, or as a holiday from payments."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.plans.errors import ConditionsOpen, EndsBeforeStart, NotPaused, PauseOverlaps
from budgets.plans.models import Budget, Pause
from budgets.plans.rules.agreeing import check_day
from budgets.plans.selectors import pauses as seen
from budgets.plans.selectors.conditions import list_in_the_way
from budgets.plans.services.adjusting import adjust
from budgets.plans.services.history import note_change
from budgets.plans.services.states import become, lock_budget
from budgets.plans.services.ties import check_user_may_decide
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import PauseKind
from budgets.plans.values.conditions import CONDITION_WORDS
from payments.cards import services as cards
from payments.payouts import services as payouts

SUSPENDED = "suspended"


def suspend_budget(
    *, budget: Budget, reason: str, words: str, starts_on: date, by: UUID, now: datetime
) -> Pause:
    """
    Stop a budget at once, with its reason. What assistants have earned is still paid.

    Days that were paid in advance are not asked back: once it is over they are an over-payment
    that a person decides about.

    :raises BudgetElsewhere: it isn't active
    :raises DayAbsurd: the day can't be meant
    """
    check_day(starts_on, now.date())
    with transaction.atomic():
        budget = lock_budget(budget)
        become(budget, BudgetState.SUSPENDED)
        pause = Pause.objects.create(
            book_id=budget.book_id,
            budget=budget,
            kind=PauseKind.SUSPENSION,
            starts_on=starts_on,
            reason=reason,
            words=words,
            paused_by=by,
            paused_at=now,
        )
        payouts.hold_back(account=budget.account, reason=SUSPENDED, by=by, now=now)
        cards.stop(account=budget.account, reason=SUSPENDED, by=by, now=now)
        said = f"Payments stopped from {starts_on:%-d %B %Y}. {words}"
        note_change(budget=budget, code="suspended", words=said, by=by, now=now)
    return pause


def resume_budget(*, budget: Budget, from_on: date, words: str, by: UUID, now: datetime) -> Pause:
    """
    Let a suspended budget go on from a day.

    :raises NotPaused: it isn't suspended
    :raises EndsBeforeStart: the day is before it was stopped
    :raises ConditionsOpen: a condition of the law has fallen, or is open
    :raises OwnBudget: it is for whoever decides, or somebody close to them
    """
    check_user_may_decide(budget.person, by)
    with transaction.atomic():
        budget = lock_budget(budget)
        pause = seen.find_suspension(budget)
        if pause is None or budget.state != BudgetState.SUSPENDED:
            raise NotPaused
        if from_on < pause.starts_on:
            raise EndsBeforeStart
        in_the_way = list_in_the_way(budget)
        if in_the_way:
            raise ConditionsOpen([CONDITION_WORDS[code] for code in in_the_way])
        why = f"Payments go on from {from_on:%-d %B %Y}. {words}"
        pause.ends_on, pause.ended_by, pause.ended_at = from_on, by, now
        pause.save(update_fields=["ends_on", "ended_by", "ended_at"])
        _count_paid_days(pause, by=by, now=now)
        become(budget, BudgetState.ACTIVE)
        payouts.let_go(account=budget.account, reason=SUSPENDED, by=by, now=now)
        cards.start(account=budget.account, reason=SUSPENDED, by=by, now=now)
        note_change(budget=budget, code="resumed", words=why, by=by, now=now)
    return pause


def take_holiday(
    *, budget: Budget, starts_on: date, ends_on: date, words: str, by: UUID, now: datetime
) -> Pause:
    """
    Pay nothing for some days that are agreed with the person; `ends_on` is the last of them.

    :raises EndsBeforeStart: the last day is before the first
    :raises PauseOverlaps: payments are stopped for some of these days already
    :raises DayAbsurd: a day can't be meant
    :raises OwnBudget: it is for whoever decides, or somebody close to them
    """
    check_user_may_decide(budget.person, by)
    check_day(starts_on, now.date())
    check_day(ends_on, now.date())
    if ends_on < starts_on:
        raise EndsBeforeStart
    after = ends_on + date.resolution
    with transaction.atomic():
        budget = lock_budget(budget)
        if seen.list_touching(budget, starts_on, after).exists():
            raise PauseOverlaps
        pause = Pause.objects.create(
            book_id=budget.book_id,
            budget=budget,
            kind=PauseKind.HOLIDAY,
            starts_on=starts_on,
            ends_on=after,
            reason="holiday",
            words=words,
            paused_by=by,
            paused_at=now,
        )
        _count_paid_days(pause, by=by, now=now)
        said = f"Nothing is paid for {starts_on:%-d %B %Y} to {ends_on:%-d %B %Y}. {words}"
        note_change(budget=budget, code="holiday", words=said, by=by, now=now)
    return pause


def _count_paid_days(pause: Pause, *, by: UUID, now: datetime) -> None:
    """What was paid in advance for a pause is an over-payment, for a person to decide."""
    adjust(
        budget=pause.budget,
        cause=("pause", pause.id),
        why=f"Nothing was due from {pause.starts_on:%-d %B %Y}. {pause.words}".strip(),
        since=pause.starts_on,
        by=by,
        now=now,
    )
