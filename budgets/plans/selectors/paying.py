"""Which budgets are paid, which wait, and what was planned for a pay day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from budgets.plans.models import Budget
from budgets.plans.rules.paying import Known
from budgets.plans.selectors import facts
from budgets.plans.selectors.extras import extras_of
from budgets.plans.selectors.statements import weekly_of
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.schedule import Calendar, Frequency
from payments.payouts import selectors as payouts

PAID_BY_PLANS = (BudgetKind.DIRECT_PAYMENT, BudgetKind.MANAGED)
PAID_STATES = (BudgetState.ACTIVE, BudgetState.ENDING)


def list_payable(book_id: UUID) -> QuerySet[Budget]:
    """Every budget that is paid by instalments, by id; not one that ends while it is stopped."""
    rows = Budget.objects.filter(
        book_id=book_id, state__in=PAID_STATES, kind__in=PAID_BY_PLANS, pays_from__isnull=False
    )
    stopped = Q(state=BudgetState.ENDING, account__in=payouts.held_accounts(book_id))
    return rows.exclude(frequency=Frequency.ONCE).exclude(stopped).order_by("id")


def take_payable(book_id: UUID, *, after: UUID | None, limit: int) -> list[Budget]:
    """The next budgets that are paid by instalments, by id, locked while they are planned."""
    rows = list_payable(book_id).select_related("person")
    if after:
        rows = rows.filter(id__gt=after)
    return list(rows.select_for_update(of=("self",), no_key=True)[:limit])


def drop_stopped(budgets: list[Budget]) -> list[Budget]:
    """
    Those of these locked budgets that are paid still.

    Whoever waited for the lock saw what was held back before it, and asks again after it.
    """
    ending = [one for one in budgets if one.state == BudgetState.ENDING]
    if not ending:
        return budgets
    accounts = [one.account_id for one in ending]
    stopped = set(payouts.held_accounts(ending[0].book_id).filter(account__in=accounts))
    return [one for one in budgets if one not in ending or one.account_id not in stopped]


def known_of(
    budgets: Iterable[Budget], calendars: dict[Frequency, Calendar], day: date
) -> dict[UUID, Known]:
    """All that decides what each of these budgets is due by a day, by id, in six queries."""
    several = list(budgets)
    known, until = facts.facts_of_many(several), facts.paid_until_of(several)
    open_extras, weekly = extras_of(several, day), weekly_of(several)
    return {
        budget.id: Known(
            known[budget.id],
            calendars[Frequency(budget.frequency)],
            until.get(budget.id),
            open_extras[budget.id],
            weekly[budget.id],
        )
        for budget in several
    }


def list_waiting(book_id: UUID, day: date) -> QuerySet[Budget]:
    """Agreed budgets that have begun by a day and wait for a condition of the law."""
    return (
        Budget.objects.filter(book_id=book_id, state=BudgetState.AGREED, starts_on__lte=day)
        .select_related("person")
        .order_by("starts_on", "id")
    )
