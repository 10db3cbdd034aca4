"""Every movement of a budget's money, one by one, with what it left."""

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from budgets.plans.models import Budget
from ledgers.models import Account, Transfer


def accounts_of(budget: Budget) -> list[Account]:
    """Where a budget's money stands: its own account, and what stands beside it as overspent."""
    own = Q(pk=budget.account_id) | Q(overspends=budget.account_id)
    return list(Account.objects.filter(own, book_id=budget.book_id))


def list_movements(budget: Budget) -> QuerySet[Transfer]:
    """
    What came and went, newest first, each with `change_pence` (above nothing where it came).

    What only filled what was overspent moved nothing in or out, so it isn't among them.
    """
    return _between(budget, accounts_of(budget))


def balance_after(budget: Budget, movement: Transfer) -> int:
    """What the budget had once this movement was in its books, in pence."""
    accounts = accounts_of(budget)
    later = _between(budget, accounts).filter(id__gt=movement.id).order_by()
    since = later.aggregate(pence=Coalesce(Sum("change_pence"), 0, output_field=BigIntegerField()))
    return sum(account.balance_pence for account in accounts) - int(since["pence"])


def _between(budget: Budget, accounts: list[Account]) -> QuerySet[Transfer]:
    ids = [account.id for account in accounts]
    change = Case(
        When(credit__in=ids, then=F("pence")), default=-F("pence"), output_field=BigIntegerField()
    )
    return (
        Transfer.objects.filter(Q(debit__in=ids) | Q(credit__in=ids), book_id=budget.book_id)
        .exclude(debit__in=ids, credit__in=ids)
        .annotate(change_pence=change)
        .order_by("-id")
    )
