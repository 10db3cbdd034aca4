"""Drafting a budget with the person: purposes, outcomes, holder, a first statement."""

from datetime import datetime

from django.db import transaction

from budgets.councils.models import Member
from budgets.people.errors import PersonClosed
from budgets.people.models import Person
from budgets.plans.models import AgreedOutcome, Budget
from budgets.plans.rules.agreeing import check_draft
from budgets.plans.services.history import note_change
from budgets.plans.services.holders import name_holder
from budgets.plans.services.opening import open_budget
from budgets.plans.services.statements import propose_statement
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values import BudgetKind, BudgetState, KnownFrom
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.drafting import BudgetDraft


def draft_budget(*, person: Person, draft: BudgetDraft, by: Member, now: datetime) -> Budget:
    """
    Write a budget down with the person. Nobody has agreed it, and nothing is paid.

    :raises PersonClosed: the person's record is closed, or they have died
    :raises OwnBudget: it would be for whoever writes it, or for somebody close to them
    :raises Refusal: whatever the draft's days, purposes, holder or figures refuse
    """
    check_draft(draft, now.date())
    check_may_decide(person, by)
    if person.closed_on or person.died_on:
        raise PersonClosed
    with transaction.atomic():
        budget = open_budget(
            person=person,
            kind=draft.kind,
            holder_kind=draft.holder.kind,
            purposes=draft.purposes,
            starts_on=draft.statement.starts_on,
            by=by.user_id,
            now=now,
            state=BudgetState.DRAFT,
            ends_on=draft.ends_on,
            pays_from=draft.statement.starts_on,
            frequency=draft.frequency,
            contribution_mode=draft.contribution_mode,
            account_kind=draft.account_kind,
            known_from=_known_from(draft),
            cash_share_percent=draft.cash_share_percent,
            two_signatures_above_pence=draft.two_signatures_above_pence,
        )
        _write_down(budget, draft, by=by, now=now)
    return budget


def _known_from(draft: BudgetDraft) -> KnownFrom:
    """Of money that we hold we know every movement; of the rest, when we have seen a statement."""
    held = draft.kind == BudgetKind.MANAGED or draft.account_kind == AccountChoice.CARD
    return KnownFrom.CARD if held else KnownFrom.NOTHING


def _write_down(budget: Budget, draft: BudgetDraft, *, by: Member, now: datetime) -> None:
    AgreedOutcome.objects.bulk_create(
        AgreedOutcome(book_id=budget.book_id, budget=budget, words=words, place=place)
        for place, words in enumerate(draft.outcomes)
    )
    for holder in (draft.holder, *draft.more_holders):
        name_holder(
            budget=budget,
            draft=holder,
            starts_on=budget.starts_on,
            by=by.user_id,
            now=now,
        )
    propose_statement(budget=budget, draft=draft.statement, by=by, now=now)
    note_change(
        budget=budget,
        code="drafted",
        words=f"{by.user.full_name} wrote this budget down.",
        by=by.user_id,
        now=now,
    )
