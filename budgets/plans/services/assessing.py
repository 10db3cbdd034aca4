"""The financial assessment: kept as it was told, and new figures proposed from it."""

from datetime import date, datetime

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import (
    AssessmentAbsurd,
    ContributionModeMissing,
    StatementMissing,
    StatementTooEarly,
)
from budgets.plans.models import Budget, BudgetStatement, FinancialAssessment
from budgets.plans.rules.agreeing import check_day
from budgets.plans.rules.contributions import weekly_contribution_pence
from budgets.plans.selectors import statements
from budgets.plans.services.history import note_change
from budgets.plans.services.statements import propose_statement
from budgets.plans.services.states import lock_budget
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values.drafting import LineDraft, StatementDraft
from budgets.plans.values.schedule import ContributionMode
from ledgers.values import pounds
from payments.payouts.values import london_day


def record_assessment(
    *,
    budget: Budget,
    starts_on: date,
    assessed_pence: int,
    disability_expenses_pence: int,
    words: str,
    by: Member,
    now: datetime,
    mode: ContributionMode | None = None,
) -> FinancialAssessment:
    """
    Keep what the person can pay a week, and propose the figures that come of it.

    The total stays as it is; the contribution is what they can pay less what their disability
    costs them (Care Act 2014 s.17; guidance annex C). It counts when somebody else has agreed the
    new figures. If the contribution stays what it was, there is nothing to agree.

    :param mode: how it is paid, net or gross, where nobody has contributed so far
    :raises OwnBudget: it is for whoever writes it, or somebody close to them
    :raises DayAbsurd: the day can't be meant
    :raises AssessmentAbsurd: a figure is less than nothing
    :raises StatementTooEarly: the day is before the budget begins
    :raises StatementMissing: no figures are agreed for that day
    :raises ContributionAboveTotal: the contribution is more than the support costs
    :raises ContributionModeMissing: there is one now, and it isn't said how it is paid
    :raises Refusal: whatever proposing figures refuses
    """
    check_may_decide(budget.person, by)
    check_day(starts_on, london_day(now))
    if min(assessed_pence, disability_expenses_pence) < 0:
        raise AssessmentAbsurd
    with transaction.atomic():
        budget = lock_budget(budget)
        told = FinancialAssessment(
            book_id=budget.book_id,
            budget=budget,
            starts_on=starts_on,
            assessed_pence=assessed_pence,
            disability_expenses_pence=disability_expenses_pence,
            words=words.strip(),
            recorded_by=by.user_id,
            recorded_at=now,
        )
        before = _find_repeat(told)
        if before:
            return before
        in_force = _in_force(budget, starts_on)
        pence = weekly_contribution_pence(
            assessed_pence=assessed_pence,
            disability_expenses_pence=disability_expenses_pence,
            total_pence=in_force.total_pence,
        )
        if pence != in_force.contribution_pence:
            _say_how(budget, mode, pence)
            draft = _new_figures(in_force, told, pence)
            told.statement = propose_statement(budget=budget, draft=draft, by=by, now=now)
        told.save(force_insert=True)
        note_change(
            budget=budget, code="assessed", words=_said(told, pence), by=by.user_id, now=now
        )
    return told


def _find_repeat(told: FinancialAssessment) -> FinancialAssessment | None:
    """The same assessment told before by the same person, while its figures stand or wait."""
    same = ("starts_on", "assessed_pence", "disability_expenses_pence", "words", "recorded_by")
    rows = told.budget.assessments.filter(**{name: getattr(told, name) for name in same})
    return rows.filter(statement__withdrawn_at=None).order_by("-recorded_at", "-id").first()


def _in_force(budget: Budget, day: date) -> BudgetStatement:
    if day < budget.starts_on:
        raise StatementTooEarly
    found = statements.find_in_force(budget, day)
    if found is None:
        raise StatementMissing
    return found


def _say_how(budget: Budget, mode: ContributionMode | None, pence: int) -> None:
    """Nobody has contributed until now, so how it is paid changes nothing that was."""
    if budget.contribution_mode != ContributionMode.NONE or not pence:
        return
    if mode is None or mode == ContributionMode.NONE:
        raise ContributionModeMissing
    Budget.objects.filter(pk=budget.pk).update(contribution_mode=mode)
    budget.contribution_mode = mode


def _new_figures(
    in_force: BudgetStatement, told: FinancialAssessment, pence: int
) -> StatementDraft:
    newest = statements.agreed(told.budget).first() or in_force
    return StatementDraft(
        starts_on=told.starts_on,
        total_pence=in_force.total_pence,
        contribution_pence=pence,
        why=f"Your own part, as assessed. {told.words}".strip()[:1000],
        lines=tuple(
            LineDraft(line.code, line.words, line.weekly_pence, line.rule, tuple(line.rates))
            for line in in_force.lines.order_by("place")
        ),
        takes_place=told.starts_on >= newest.starts_on,
        built_from=in_force.built_from,
    )


def _said(told: FinancialAssessment, pence: int) -> str:
    return (
        f"Assessed from {told.starts_on:%-d %B %Y}: {pounds(told.assessed_pence)} a week, less "
        f"{pounds(told.disability_expenses_pence)} that disability costs, so the person's own part "
        f"is {pounds(pence)}. {told.words}"
    ).strip()
