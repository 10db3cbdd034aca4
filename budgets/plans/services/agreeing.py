"""Agreeing a budget, and what makes it active: every condition of the law stands."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import (
    ConditionUnknown,
    HolderMissing,
    NotYourDraft,
    StatementMissing,
)
from budgets.plans.models import Budget, Condition
from budgets.plans.rules.agreeing import check_happened
from budgets.plans.rules.conditions import conditions_for, standing_words
from budgets.plans.selectors import conditions as seen
from budgets.plans.selectors import statements
from budgets.plans.services.history import note_change
from budgets.plans.services.pausing import suspend_budget
from budgets.plans.services.statements import agree_statement
from budgets.plans.services.states import become, lock_budget
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.conditions import CONDITION_WORDS, ConditionCode
from payments.payouts.values import london_day

SUSPENDED_BY_CONDITION = "condition"


def agree_budget(*, budget: Budget, by: Member, now: datetime) -> Budget:
    """
    Agree a budget that somebody else wrote down, with its first figures.

    It is active, and paid, once every condition of section 31 or 32 stands.

    :raises NotYourDraft: whoever agrees wrote it
    :raises OwnBudget: it is for whoever agrees, or somebody close to them
    :raises HolderMissing: nobody is named who manages it
    :raises StatementMissing: there are no figures
    :raises BudgetElsewhere: it was agreed or ended already
    """
    check_may_decide(budget.person, by)
    with transaction.atomic():
        budget = lock_budget(budget)
        if budget.agreed_by == by.user_id:
            return budget
        if budget.opened_by == by.user_id:
            raise NotYourDraft
        if not budget.holders.exists():
            raise HolderMissing
        become(
            budget,
            BudgetState.AGREED,
            agreed_by=by.user_id,
            agreed_at=now,
            agreed_on=now.date(),
        )
        statement = statements.find_open(budget)
        if statement is None:
            raise StatementMissing
        agree_statement(statement=statement, by=by.user_id, now=now)
        words = f"{by.user.full_name} agreed this budget."
        note_change(budget=budget, code="agreed", words=words, by=by.user_id, now=now)
        return start_when_ready(budget, by=by.user_id, now=now)


def record_condition(
    *,
    budget: Budget,
    code: str,
    stands: bool,
    decided_on: date,
    why: str,
    by: Member,
    now: datetime,
) -> Condition:
    """
    Keep what was decided about one condition of the law: whether it stands, who, when and why.

    When the last one stands an agreed budget becomes active. When one falls, an active budget is
    suspended at once (Care Act 2014 s.33(4)).

    :raises ConditionUnknown: the law has no such condition for this holder
    :raises DayAbsurd: the day can't be meant
    :raises DayAhead: it is still to come
    :raises OwnBudget: it is about whoever decides, or somebody close to them
    """
    check_may_decide(budget.person, by)
    check_happened(decided_on, london_day(now))
    with transaction.atomic():
        budget = lock_budget(budget)
        if code not in {one.value for one in conditions_for(HolderKind(budget.holder_kind))}:
            raise ConditionUnknown
        condition = Condition.objects.create(
            book_id=budget.book_id,
            budget=budget,
            code=code,
            stands=stands,
            decided_on=decided_on,
            decided_by=by.user.full_name,
            why=why,
            recorded_by=by.user_id,
            recorded_at=now,
        )
        said = f"This condition of the law {standing_words(stands=stands)}."
        words = f"{said} {CONDITION_WORDS[ConditionCode(code)]} {why}"
        note_change(budget=budget, code="condition_decided", words=words, by=by.user_id, now=now)
        if stands:
            start_when_ready(budget, by=by.user_id, now=now)
        elif budget.state == BudgetState.ACTIVE:
            suspend_budget(
                budget=budget,
                reason=SUSPENDED_BY_CONDITION,
                words=why,
                starts_on=now.date(),
                by=by.user_id,
                now=now,
            )
    return condition


def start_when_ready(budget: Budget, *, by: UUID, now: datetime) -> Budget:
    """Make an agreed budget active if no condition is missing; the budget is locked."""
    if budget.state != BudgetState.AGREED or seen.list_missing(budget):
        return budget
    become(budget, BudgetState.ACTIVE)
    words = "Every condition of the law stands, so this budget is paid from now on."
    note_change(budget=budget, code="active", words=words, by=by, now=now)
    return budget
