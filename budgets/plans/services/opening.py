"""Opening a budget with its account, and ending one that is for one thing alone."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.people.models import Person
from budgets.plans.models import AgreedPurpose, Budget
from budgets.plans.services.history import note_change
from budgets.plans.values import BudgetKind, BudgetState, HolderKind
from ledgers.services import open_account
from ledgers.values import AccountKind, Purpose, uuid7


def open_budget(
    *,
    person: Person,
    kind: BudgetKind,
    holder_kind: HolderKind,
    purposes: Sequence[tuple[Purpose, str]],
    starts_on: date,
    by: UUID,
    now: datetime,
    state: BudgetState = BudgetState.ACTIVE,
    **also: object,
) -> Budget:
    """Open a budget with its account in the ledger, for purposes in the person's own words."""
    with transaction.atomic():
        account = open_account(book_id=person.book_id, kind=AccountKind.BUDGET, now=now)
        budget_id = uuid7(now.timestamp())
        budget = Budget.objects.create(
            id=budget_id,
            book_id=person.book_id,
            reference=f"B-{budget_id.hex[-10:].upper()}",
            person=person,
            kind=kind,
            state=state,
            holder_kind=holder_kind,
            account=account,
            starts_on=starts_on,
            opened_at=now,
            opened_by=by,
            **also,
        )
        AgreedPurpose.objects.bulk_create(
            AgreedPurpose(
                book_id=person.book_id, budget=budget, purpose=purpose, words=words, place=place
            )
            for place, (purpose, words) in enumerate(purposes)
        )
        if state == BudgetState.ACTIVE:  # what is drafted first is told by whoever drafts it
            words = f"This budget is in use from {starts_on:%-d %B %Y}."
            note_change(budget=budget, code="opened", words=words, by=by, now=now)
    return budget


def end_budget(*, budget: Budget, on: date, by: UUID, now: datetime) -> Budget:
    """End a budget on a day; what it has left is somebody else's decision."""
    ends_on = max(on, budget.starts_on)
    with transaction.atomic():
        Budget.objects.filter(pk=budget.pk).update(state=BudgetState.ENDED, ends_on=ends_on)
        budget.state, budget.ends_on = BudgetState.ENDED, ends_on
        words = f"This budget is over since {ends_on:%-d %B %Y}."
        note_change(budget=budget, code="ended", words=words, by=by, now=now)
    return budget
