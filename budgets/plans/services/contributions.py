"""What the person pays: assessed, seen to be paid, and come back."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from budgets.plans.errors import BackBeforePaid, BudgetElsewhere, NoContribution
from budgets.plans.models import Budget, ContributionPaid
from budgets.plans.rules.agreeing import check_happened
from budgets.plans.services.history import note_change
from budgets.plans.services.money import check_pence, posting
from budgets.plans.services.states import lock_budget
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import PaidContribution
from budgets.plans.values.schedule import ContributionMode
from ledgers import services as ledgers
from ledgers.errors import KeyReused
from ledgers.selectors import get_shared, list_about
from ledgers.values import About, AccountKind, TransferKind, pounds
from payments.payouts.values import london_day

ABOUT = "contribution"
CONTENT = ("budget_id", "pence", "paid_on", "how")
"""What a key stands for. In which words and by whom it is told again may differ."""


def record_contribution_paid(
    *,
    budget: Budget,
    pence: int,
    paid_on: date,
    how: PaidContribution,
    key: UUID,
    words: str,
    by: UUID,
    now: datetime,
) -> ContributionPaid:
    """
    Keep that the person paid their part, once for its key. It is a fact, and never refused for
    what was due.

    Net, the budget has it; gross, the council (Care Act 2014 s.14).

    :raises SumMissing: it isn't more than nothing
    :raises DayAbsurd: the day can't be meant
    :raises DayAhead: the day is still to come
    :raises NoContribution: nobody contributes to this budget
    :raises BudgetElsewhere: nobody has agreed the budget
    :raises KeyReused: the key stands for another payment
    """
    check_pence(pence)
    check_happened(paid_on, london_day(now))
    with transaction.atomic():
        budget = lock_budget(budget)
        told = ContributionPaid(
            book_id=budget.book_id,
            budget=budget,
            key=key,
            pence=pence,
            paid_on=paid_on,
            how=how,
            words=words.strip(),
            recorded_by=by,
            recorded_at=now,
        )
        before = ContributionPaid.objects.filter(book_id=budget.book_id, key=key).first()
        if before:
            return _same(before, told)
        _check_contributes(budget)
        told.save(force_insert=True)
        _post(told, now=now)
        said = f"{pounds(pence)} of the person's own part was paid on {paid_on:%-d %B %Y}."
        note_change(budget=budget, code="contribution_paid", words=said, by=by, now=now)
    return told


def contribution_came_back(
    *, contribution: ContributionPaid, on: date, words: str, by: UUID, now: datetime
) -> ContributionPaid:
    """
    A contribution came back, as a debit may for ever: it is reversed once, and due again.

    :raises DayAbsurd: the day can't be meant
    :raises DayAhead: the day is still to come
    :raises BackBeforePaid: the day is before it was paid
    """
    check_happened(on, london_day(now))
    if on < contribution.paid_on:
        raise BackBeforePaid
    with transaction.atomic():
        budget = lock_budget(contribution.budget)
        paid = ContributionPaid.objects.get(pk=contribution.pk)
        if paid.came_back_on:
            return paid
        paid.came_back_on, paid.came_back_by, paid.came_back_words = on, by, words.strip()
        paid.save(update_fields=["came_back_on", "came_back_by", "came_back_words"])
        for row in list_about(paid.book_id, ABOUT, paid.id).filter(reverses=None):
            ledgers.reverse(
                row,
                key=uuid5(row.key, "came back"),
                kind=TransferKind.CONTRIBUTION_REVERSED,
                by=by,
                occurred_on=on,
                now=now,
            )
        said = f"{pounds(paid.pence)} of the person's own part came back on {on:%-d %B %Y}. {words}"
        note_change(budget=budget, code="contribution_back", words=said.strip(), by=by, now=now)
    return paid


def _same(before: ContributionPaid, told: ContributionPaid) -> ContributionPaid:
    if any(getattr(before, name) != getattr(told, name) for name in CONTENT):
        raise KeyReused(told.key)
    return before


def _check_contributes(budget: Budget) -> None:
    if budget.contribution_mode == ContributionMode.NONE:
        raise NoContribution
    if budget.state == BudgetState.DRAFT:
        raise BudgetElsewhere


def _post(paid: ContributionPaid, *, now: datetime) -> None:
    budget = paid.budget
    net = budget.contribution_mode == ContributionMode.NET
    funding = get_shared(budget.book_id, AccountKind.COUNCIL_FUNDING)
    ledgers.post_fact(
        posting(
            budget,
            debit=get_shared(budget.book_id, AccountKind.CONTRIBUTIONS),
            credit=budget.account if net else funding,
            pence=paid.pence,
            key=paid.key,
            kind=TransferKind.CONTRIBUTION_PAID,
            about=About(ABOUT, paid.id),
            by=paid.recorded_by,
            on=paid.paid_on,
            now=now,
        )
    )
