"""Budgets as the rules read them, by their ids."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Sum

from budgets.assurance.models import SpendingLine
from budgets.assurance.values.flag_facts import BudgetFacts
from budgets.plans.models import (
    AgreedPurpose,
    Budget,
    BudgetHolder,
    BudgetStatement,
    OneOff,
    Pause,
    RingFence,
)
from budgets.plans.selectors.left import known_day, on_the_books
from budgets.plans.values.agreement import PauseKind
from budgets.recovery.models import RecoveryBudget


class _Parts:
    """What other tables say of the budgets of a council, by the budget's id."""

    def __init__(self, book_id: UUID, budgets: Sequence[Budget], as_of: date) -> None:
        self.left = on_the_books(budgets)
        self.moved: dict[UUID, int] = dict(
            SpendingLine.objects.filter(book_id=book_id)
            .order_by()
            .values_list("budget_id")
            .annotate(Sum("pence"))
        )
        self.purposes: dict[UUID, set[str]] = defaultdict(set)
        purposes = AgreedPurpose.objects.filter(book_id=book_id)
        for budget_id, purpose in purposes.values_list("budget_id", "purpose"):
            self.purposes[budget_id].add(purpose)
        holders = BudgetHolder.objects.filter(book_id=book_id, ends_on=None).order_by("starts_on")
        self.holders = {one.budget_id: one.full_name for one in holders if one.full_name}
        figures = BudgetStatement.objects.filter(
            book_id=book_id, agreed_at__isnull=False, starts_on__lte=as_of
        )
        self.figures = {one.budget_id: one for one in figures.order_by("number")}
        grants = RecoveryBudget.objects.filter(book_id=book_id)
        self.grants = {one.budget_id: one for one in grants}
        sums = OneOff.objects.filter(
            book_id=book_id, agreed_at__isnull=False, withdrawn_at=None
        ).order_by("-due_on", "-proposed_at", "-id")
        self.sums: dict[UUID, int] = dict(sums.values_list("budget_id", "pence"))
        pauses = Pause.objects.filter(
            book_id=book_id, kind=PauseKind.SUSPENSION, ended_at=None, starts_on__lte=as_of
        )
        self.suspended: dict[UUID, date] = dict(pauses.values_list("budget_id", "starts_on"))
        fences = RingFence.objects.filter(
            book_id=book_id, released_at=None, starts_on__lte=as_of
        ).order_by()
        self.fenced: dict[UUID, int] = dict(fences.values_list("budget_id").annotate(Sum("pence")))


def budget_facts(book_id: UUID, as_of: date) -> dict[UUID, BudgetFacts]:
    """Every budget of a council as it stands on a day."""
    rows = Budget.objects.filter(book_id=book_id).select_related("person__household")
    budgets = list(rows.order_by("reference"))
    parts = _Parts(book_id, budgets, as_of)
    return {budget.id: _facts(budget, parts, as_of) for budget in budgets}


def _facts(budget: Budget, parts: _Parts, as_of: date) -> BudgetFacts:
    figures, grant = parts.figures.get(budget.id), parts.grants.get(budget.id)
    authorised_by = grant.authorised_by if grant else budget.agreed_by
    person = budget.person
    return BudgetFacts(
        budget_ref=budget.reference,
        person_ref=person.reference,
        kind=budget.kind,
        holder_kind=budget.holder_kind,
        holder_name=parts.holders.get(budget.id, person.full_name),
        starts_on=budget.starts_on,
        purposes=frozenset(parts.purposes[budget.id]),
        frequency=budget.frequency,
        weekly_pence=figures.total_pence if figures else 0,
        contribution_pence=figures.contribution_pence if figures else 0,
        contribution_mode=budget.contribution_mode,
        one_off_pence=grant.pence if grant else parts.sums.get(budget.id, 0),
        account_kind=budget.account_kind,
        cash_share_percent=budget.cash_share_percent,
        opening_pence=parts.left.get(budget.id, 0) - parts.moved.get(budget.id, 0),
        ring_fenced_pence=parts.fenced.get(budget.id, 0),
        authorised_by=str(authorised_by or ""),
        agreed_on=grant.authorised_at.date() if grant else budget.agreed_on,
        household_ref=person.household.reference if person.household else "",
        ends_on=budget.ends_on,
        suspended_on=parts.suspended.get(budget.id),
        died_on=person.died_on,
        known_until=_known_until(budget, as_of),
    )


def _known_until(budget: Budget, as_of: date) -> date | None:
    day = known_day(budget, as_of)
    return min(day, as_of) if day else None
