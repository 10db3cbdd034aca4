"""Where a budget's instalments go: the holder's own account, unless we keep the money for them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from budgets.plans.models import Budget, BudgetHolder
from budgets.plans.values import BudgetKind
from budgets.plans.values.agreement import AccountChoice
from ledgers.values import About
from payments.payouts import services as payouts
from payments.payouts.models import Payee
from payments.payouts.values import PayeeKind


def payees_of(budgets: Iterable[Budget], *, by: UUID, now: datetime) -> dict[UUID, Payee]:
    """Who is paid for each of these budgets, by its id; nobody where the money stays with us."""
    paid = [budget for budget in budgets if not keeps_money(budget)]
    known = Payee.objects.filter(
        about_kind="budget", about_id__in=[one.id for one in paid], kind=PayeeKind.OWN_ACCOUNT
    )
    found = {payee.about_id: payee for payee in known.order_by("named_at", "id")}
    for budget in paid:
        if budget.id not in found:
            found[budget.id] = name_payee(budget, by=by, now=now)
    return found


def keeps_money(budget: Budget) -> bool:
    """Whether the money stays with the council: on a card, or in an account managed for them."""
    return budget.kind == BudgetKind.MANAGED or budget.account_kind == AccountChoice.CARD


def name_payee(budget: Budget, *, by: UUID, now: datetime) -> Payee:
    """The account that the holder gives for this budget, to be told by a link of their own."""
    holder = _holders(budget)[0] if _holders(budget) else None
    return payouts.name_payee(
        book_id=budget.book_id,
        about=About("budget", budget.id),
        kind=PayeeKind.OWN_ACCOUNT,
        display_name=holder.full_name if holder else budget.person.full_name,
        user_id=holder.user_id if holder else budget.person.user_id,
        contact=holder.email if holder else budget.person.email,
        by=by,
        now=now,
    )


def hand_over_link(*, budget: Budget, by: UUID, now: datetime) -> str:
    """The address at which the holder says where this budget is paid; empty where we keep it."""
    if keeps_money(budget):
        return ""
    payee = payees_of([budget], by=by, now=now)[budget.id]
    return f"{settings.SITE_URL}/pay/{payouts.make_link(payee=payee, now=now)}"


def _holders(budget: Budget) -> Sequence[BudgetHolder]:
    return list(budget.holders.filter(Q(ends_on=None)).order_by("starts_on", "named_at"))
