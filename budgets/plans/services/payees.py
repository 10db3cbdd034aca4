"""Where a budget's instalments go: the holder's own account, unless we keep the money for them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from budgets.plans.models import Budget, BudgetHolder
from budgets.plans.values import BudgetKind
from budgets.plans.values.agreement import AccountChoice
from ledgers.values import About
from payments.payouts import services as payouts
from payments.payouts.models import Payee
from payments.payouts.services import OwnAccount
from payments.payouts.values import PayeeKind


def payees_of(budgets: Iterable[Budget], *, by: UUID, now: datetime) -> dict[UUID, Payee]:
    """Who is paid for each of these budgets, by its id; nobody where the money stays with us."""
    paid = [budget for budget in budgets if not keeps_money(budget)]
    known = Payee.objects.filter(
        about_kind="budget", about_id__in=[one.id for one in paid], kind=PayeeKind.OWN_ACCOUNT
    )
    found = {payee.about_id: payee for payee in known.order_by("named_at", "id")}
    new = [budget for budget in paid if budget.id not in found]
    return found | _name(new, by=by, now=now)


def keeps_money(budget: Budget) -> bool:
    """Whether the money stays with the council: on a card, or in an account managed for them."""
    return budget.kind == BudgetKind.MANAGED or budget.account_kind == AccountChoice.CARD


def hand_over_link(*, budget: Budget, by: UUID, now: datetime) -> str:
    """The address at which the holder says where this budget is paid; empty where we keep it."""
    if keeps_money(budget):
        return ""
    payee = payees_of([budget], by=by, now=now)[budget.id]
    return f"{settings.SITE_URL}/pay/{payouts.make_link(payee=payee, now=now)}"


def _name(budgets: Sequence[Budget], *, by: UUID, now: datetime) -> dict[UUID, Payee]:
    """The accounts that holders give for these budgets, to be told by a link of their own."""
    if not budgets:
        return {}
    holders = _first_holders(budgets)
    accounts = [_account(budget, holders.get(budget.id)) for budget in budgets]
    book_id = budgets[0].book_id
    payees = payouts.name_own_accounts(accounts, book_id=book_id, by=by, now=now)
    return {payee.about_id: payee for payee in payees}


def _account(budget: Budget, holder: BudgetHolder | None) -> OwnAccount:
    return OwnAccount(
        about=About("budget", budget.id),
        display_name=holder.full_name if holder else budget.person.full_name,
        user_id=holder.user_id if holder else budget.person.user_id,
        contact=holder.email if holder else budget.person.email,
    )


def _first_holders(budgets: Sequence[Budget]) -> dict[UUID, BudgetHolder]:
    """Who has managed each budget for longest of those who do now, by its id."""
    rows = BudgetHolder.objects.filter(budget__in=budgets, ends_on=None)
    return {one.budget_id: one for one in rows.order_by("-starts_on", "-named_at")}
