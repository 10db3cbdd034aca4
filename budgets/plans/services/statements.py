"""The personal budget statement: proposed by one person, agreed by another, never edited."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from budgets.councils.models import Member
from budgets.plans.errors import (
    BudgetElsewhere,
    ContributionModeMissing,
    NotYourDraft,
    StatementDecided,
    StatementWaiting,
)
from budgets.plans.models import Budget, BudgetStatement, StatementLine
from budgets.plans.rules.agreeing import check_figures, check_place
from budgets.plans.selectors import statements as seen
from budgets.plans.services.adjusting import adjust
from budgets.plans.services.history import note_change
from budgets.plans.services.states import lock_budget
from budgets.plans.services.ties import check_may_decide, check_user_may_decide
from budgets.plans.values import BudgetState
from budgets.plans.values.drafting import StatementDraft
from budgets.plans.values.schedule import ContributionMode
from ledgers.values import pounds


def propose_statement(
    *, budget: Budget, draft: StatementDraft, by: Member, now: datetime
) -> BudgetStatement:
    """
    Write down new figures for a week. They count when somebody else has agreed them.

    :raises StatementWaiting: others wait to be agreed
    :raises ContributionModeMissing: the person would pay a part, and it isn't said how
    :raises BudgetElsewhere: the budget has ended
    :raises OwnBudget: it is for whoever writes them, or somebody close to them
    :raises Refusal: whatever is wrong with the figures or their day
    """
    check_may_decide(budget.person, by)
    check_figures(draft, now.date())
    with transaction.atomic():
        budget = lock_budget(budget)
        _check_place(budget, draft)
        if draft.contribution_pence and budget.contribution_mode == ContributionMode.NONE:
            raise ContributionModeMissing
        if seen.find_open(budget):
            raise StatementWaiting
        statement = write_statement(budget=budget, draft=draft, by=by.user_id, now=now)
        if budget.state != BudgetState.DRAFT:  # what is written down first is told as a whole
            _note(statement, "statement_proposed", "wait to be agreed", by=by.user_id, now=now)
    return statement


def write_statement(
    *, budget: Budget, draft: StatementDraft, by: UUID, now: datetime
) -> BudgetStatement:
    """Keep proposed figures with their lines, under the next number; the budget is locked."""
    newest = budget.statements.aggregate(newest=Max("number"))["newest"] or 0
    statement = BudgetStatement.objects.create(
        book_id=budget.book_id,
        budget=budget,
        number=newest + 1,
        starts_on=draft.starts_on,
        total_pence=draft.total_pence,
        contribution_pence=draft.contribution_pence,
        why=draft.why,
        built_from=draft.built_from,
        proposed_by=by,
        proposed_at=now,
    )
    StatementLine.objects.bulk_create(
        StatementLine(
            book_id=budget.book_id,
            statement=statement,
            place=place,
            code=line.code,
            words=line.words,
            rule=line.rule,
            weekly_pence=line.weekly_pence,
            rates=list(line.rates),
        )
        for place, line in enumerate(draft.lines)
    )
    return statement


def agree_statement(*, statement: BudgetStatement, by: UUID, now: datetime) -> BudgetStatement:
    """
    Agree proposed figures. Days that were paid already get arrears, or an over-payment to decide.

    :raises NotYourDraft: whoever agrees proposed them
    :raises OwnBudget: it is for whoever agrees, or somebody close to them
    :raises StatementDecided: they were agreed by somebody else, or withdrawn
    :raises BudgetElsewhere: the budget is a draft, whose first figures are agreed with it
    """
    if statement.proposed_by == by:
        raise NotYourDraft
    check_user_may_decide(statement.budget.person, by)
    with transaction.atomic():
        budget = lock_budget(statement.budget)
        if budget.state == BudgetState.DRAFT:
            raise BudgetElsewhere
        statement = BudgetStatement.objects.get(pk=statement.pk)
        if statement.agreed_by == by:
            return statement
        why = f"New figures from {statement.starts_on:%-d %B %Y}: {statement.why}"
        _decide(statement, agreed_by=by, agreed_at=now)
        adjust(
            budget=budget,
            cause=("statement", statement.id),
            why=why,
            since=statement.starts_on,
            by=by,
            now=now,
        )
        note_change(
            budget=budget,
            code="statement_agreed",
            words=agreed_words(statement),
            by=by,
            now=now,
        )
    return statement


def agreed_words(statement: BudgetStatement) -> str:
    """What the history says of figures that were agreed."""
    return (
        f"{pounds(statement.total_pence)} a week from {statement.starts_on:%-d %B %Y}, of "
        f"which {pounds(statement.contribution_pence)} is the person's own. {statement.why}"
    )


def withdraw_statement(*, statement: BudgetStatement, by: UUID, now: datetime) -> BudgetStatement:
    """
    Take back proposed figures; they stay in the history.

    :raises StatementDecided: they were agreed, or withdrawn before
    """
    with transaction.atomic():
        _decide(statement, withdrawn_by=by, withdrawn_at=now)
        _note(statement, "statement_withdrawn", "were withdrawn", by=by, now=now)
    return statement


def _note(statement: BudgetStatement, code: str, said: str, *, by: UUID, now: datetime) -> None:
    words = f"New figures of {pounds(statement.total_pence)} a week {said}. {statement.why}"
    note_change(budget=statement.budget, code=code, words=words, by=by, now=now)


def _decide(statement: BudgetStatement, **values: UUID | datetime) -> None:
    open_still = BudgetStatement.objects.filter(pk=statement.pk, agreed_at=None, withdrawn_at=None)
    if open_still.update(**values) != 1:
        raise StatementDecided
    for name, value in values.items():
        setattr(statement, name, value)


def _check_place(budget: Budget, draft: StatementDraft) -> None:
    if budget.state == BudgetState.ENDED:
        raise BudgetElsewhere
    newest = seen.agreed(budget).first()  # what had begun later is superseded by it
    check_place(
        draft,
        budget_starts_on=budget.starts_on,
        budget_ends_on=budget.ends_on if budget.state != BudgetState.DRAFT else None,
        newest_starts_on=newest.starts_on if newest else None,
    )
