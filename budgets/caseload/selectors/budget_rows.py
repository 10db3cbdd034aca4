"""Budgets as files have them, put together from all that is kept of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max, Sum

from budgets.caseload.rules.words import as_read_again
from budgets.caseload.selectors.decided import Decided, decided_of
from budgets.caseload.selectors.exported import exported_lines
from budgets.caseload.values.budget_rows import BudgetRow
from budgets.councils.models import Member
from budgets.plans.models import (
    AgreedPurpose,
    Budget,
    BudgetHolder,
    BudgetStatement,
    CareReview,
    OneOff,
    Pause,
)
from budgets.plans.selectors.left import on_the_books
from budgets.plans.values import BudgetKind, HolderKind, KnownFrom
from budgets.plans.values.agreement import AccountChoice, PauseKind
from budgets.plans.values.purposes import PURPOSE_WORDS
from budgets.plans.values.schedule import ContributionMode, Frequency
from budgets.recovery.models import RecoveryBudget
from ledgers.values import Purpose
from payments.payouts.values import PaymentState

T = TypeVar("T")


@dataclass
class _Parts:
    """What is kept of some budgets in other tables, by the budget's id."""

    left: dict[UUID, int]
    emails: dict[UUID, str]
    decided: dict[UUID, Decided]
    purposes: dict[UUID, list[AgreedPurpose]] = field(default_factory=dict)
    holders: dict[UUID, BudgetHolder] = field(default_factory=dict)
    figures: dict[UUID, BudgetStatement] = field(default_factory=dict)
    sums: dict[UUID, OneOff] = field(default_factory=dict)
    grants: dict[UUID, RecoveryBudget] = field(default_factory=dict)
    suspended: dict[UUID, date] = field(default_factory=dict)
    reviewed: dict[UUID, date] = field(default_factory=dict)
    lines: dict[UUID, int] = field(default_factory=dict)


def budget_rows(book_id: UUID, ids: Collection[UUID], today: date) -> dict[UUID, BudgetRow]:
    """Budgets by id, as they stand today; what is left is what a council would begin with."""
    rows = Budget.objects.filter(book_id=book_id, id__in=ids)
    budgets = list(rows.select_related("person", "provider"))
    parts = _parts_of(book_id, budgets, today)
    return {budget.id: _budget_row(budget, parts) for budget in budgets}


def _parts_of(book_id: UUID, budgets: Sequence[Budget], today: date) -> _Parts:
    grants = RecoveryBudget.objects.filter(budget__in=budgets).select_related("payment")
    parts = _Parts(left=on_the_books(budgets), emails={}, decided=decided_of(budgets))
    parts.grants = {grant.budget_id: grant for grant in grants}
    parts.purposes = _each(AgreedPurpose.objects.filter(budget__in=budgets).order_by("place"))
    parts.holders = _first(
        BudgetHolder.objects.filter(budget__in=budgets, ends_on=None).order_by(
            "starts_on", "named_at", "id"
        )
    )
    parts.figures = _figures(budgets, today)
    parts.sums = _first(
        OneOff.objects.filter(
            budget__in=budgets, agreed_at__isnull=False, withdrawn_at=None
        ).order_by("due_on", "proposed_at", "id")
    )
    pauses = Pause.objects.filter(
        budget__in=budgets, kind=PauseKind.SUSPENSION, ended_at=None
    ).values_list("budget_id", "starts_on")
    parts.suspended = dict(pauses)
    held = CareReview.objects.filter(budget__in=budgets, held_on__isnull=False)
    parts.reviewed = dict(held.values_list("budget_id").annotate(last=Max("held_on")).order_by())
    parts.lines = _lines(book_id, budgets, today)
    parts.emails = _emails(book_id, {_authorised_by(one, parts) for one in budgets})
    return parts


def _lines(book_id: UUID, budgets: Sequence[Budget], today: date) -> dict[UUID, int]:
    """What the lines that go out with them come to: what they began with is without it."""
    rows = exported_lines(book_id, today).filter(budget__in=budgets).order_by()
    return dict(rows.values_list("budget_id").annotate(Sum("pence")))


def _each(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.budget_id].append(row)
    return found


def _first(rows: Iterable[T]) -> dict[UUID, T]:
    found: dict[UUID, T] = {}
    for row in rows:
        found.setdefault(row.budget_id, row)  # type: ignore[attr-defined]
    return found


def _figures(budgets: Sequence[Budget], today: date) -> dict[UUID, BudgetStatement]:
    """The figures in force, or the first to come: of those that have begun the highest number."""
    starts = {budget.id: max(budget.starts_on, today) for budget in budgets}
    rows = BudgetStatement.objects.filter(budget__in=budgets, agreed_at__isnull=False)
    return {
        row.budget_id: row
        for row in rows.order_by("number")
        if row.starts_on <= starts[row.budget_id]
    }


def _emails(book_id: UUID, user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {user_id for user_id in user_ids if user_id}
    members = Member.objects.filter(book_id=book_id, user_id__in=wanted, ended_at=None)
    return {user: email.lower() for user, email in members.values_list("user_id", "user__email")}


def _authorised_by(budget: Budget, parts: _Parts) -> UUID | None:
    grant = parts.grants.get(budget.id)
    return grant.authorised_by if grant else budget.agreed_by


def _budget_row(budget: Budget, parts: _Parts) -> BudgetRow:
    figures, decided = parts.figures.get(budget.id), parts.decided.get(budget.id, Decided())
    name, email = _holder(budget, parts.holders.get(budget.id))
    authorised_by = _authorised_by(budget, parts)
    return BudgetRow(
        budget_ref=budget.reference,
        person_ref=budget.person.reference,
        kind=BudgetKind(budget.kind),
        holder_kind=HolderKind(budget.holder_kind),
        holder_name=name,
        holder_email=email,
        provider_ref=budget.provider.reference if budget.provider else None,
        weekly_total_pence=figures.total_pence if figures else None,
        weekly_contribution_pence=figures.contribution_pence if figures else None,
        contribution_mode=ContributionMode(budget.contribution_mode),
        one_off_amount_pence=_one_off_pence(budget, parts),
        frequency=Frequency(budget.frequency),
        starts_on=budget.starts_on,
        ends_on=budget.ends_on,
        suspended_on=parts.suspended.get(budget.id),
        purposes=_purposes(parts.purposes.get(budget.id, [])),
        account_kind=AccountChoice(budget.account_kind),
        cash_share_percent=budget.cash_share_percent,
        opening_balance_pence=parts.left[budget.id] - parts.lines.get(budget.id, 0),
        authorised_by_email=parts.emails.get(authorised_by) if authorised_by else None,
        agreed_on=_agreed_on(budget, parts),
        conditions_decided_on=decided.on,
        conditions_decided_by=decided.by,
        first_paid_on=budget.first_paid_on,
        last_reviewed_on=parts.reviewed.get(budget.id),
        known_from=KnownFrom(budget.known_from),
    )


def _holder(budget: Budget, holder: BudgetHolder | None) -> tuple[str | None, str | None]:
    """Who manages it, where that is not said already by the person's or the provider's own row."""
    if holder is None:
        return None, None
    usual = {HolderKind.PERSON: (budget.person.full_name, budget.person.email)}
    if budget.provider:
        usual[HolderKind.PROVIDER] = (budget.provider.name, budget.provider.email)
    name, email = usual.get(HolderKind(holder.kind), ("", ""))
    return (
        None if holder.full_name == name else as_read_again(holder.full_name),
        None if holder.email.lower() == email.lower() else holder.email.lower() or None,
    )


def _one_off_pence(budget: Budget, parts: _Parts) -> int | None:
    """The first single sum; of a one-off budget what was given, nothing where it went back."""
    grant, one_off = parts.grants.get(budget.id), parts.sums.get(budget.id)
    if grant:
        return 0 if grant.payment.state == PaymentState.CANCELLED else grant.pence
    if one_off:
        return one_off.pence
    is_once = budget.kind == BudgetKind.RECOVERY or budget.frequency == Frequency.ONCE
    return 0 if is_once else None


def _purposes(rows: Iterable[AgreedPurpose]) -> tuple[tuple[Purpose, str], ...]:
    return tuple(
        (Purpose(row.purpose), as_read_again(row.words) or PURPOSE_WORDS[Purpose(row.purpose)])
        for row in rows
    )


def _agreed_on(budget: Budget, parts: _Parts) -> date | None:
    grant = parts.grants.get(budget.id)
    return grant.authorised_at.date() if grant else budget.agreed_on
