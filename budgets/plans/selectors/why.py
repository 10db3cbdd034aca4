"""Why a balance is what it is: each line that makes it, adding up to the penny."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Case, Count, F, Max, Min, Q, Sum, When

from budgets.plans.models import Budget
from ledgers.models import Account, Transfer
from ledgers.values import AccountKind, TransferKind


@dataclass(frozen=True)
class Why:
    """
    One line of a balance: so many movements of one sort, between two days.

    :ivar pence: above nothing where it came in
    :ivar purpose: what it was spent on, where it was spent
    """

    kind: TransferKind
    purpose: str
    count: int
    pence: int
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Balance:
    """
    Lines and what they come to.

    :ivar held_pence: set aside for something that is on its way; still part of the balance
    """

    lines: list[Why]
    balance_pence: int
    held_pence: int

    @property
    def left_pence(self) -> int:
        """What may still be spent, in pence."""
        return self.balance_pence - self.held_pence


def why_balance(budget: Budget) -> Balance:
    """
    Every movement of a budget by its sort and purpose; the lines add up to the balance.

    What found too little money and stands beside the budget as overspent counts with it.
    """
    own = Account.objects.filter(Q(pk=budget.account_id) | Q(overspends=budget.account_id))
    accounts = list(own)
    ids = [account.id for account in accounts]
    rows = (
        Transfer.objects.filter(Q(debit__in=ids) | Q(credit__in=ids), book_id=budget.book_id)
        .exclude(debit__in=ids, credit__in=ids)
        .annotate(
            change=Case(
                When(credit__in=ids, then=F("pence")),
                default=-F("pence"),
                output_field=BigIntegerField(),
            ),
            purpose=Case(
                When(debit__kind=AccountKind.SPENDING, then=F("debit__code")),
                When(credit__kind=AccountKind.SPENDING, then=F("credit__code")),
                default=None,
            ),
        )
        .values("kind", "purpose")
        .annotate(
            count=Count("entry", distinct=True),
            total=Sum("change"),
            first_on=Min("occurred_on"),
            last_on=Max("occurred_on"),
        )
        .order_by("first_on", "kind", "purpose")
    )
    lines = [
        Why(
            TransferKind(row["kind"]),
            row["purpose"] or "",
            row["count"],
            row["total"],
            row["first_on"],
            row["last_on"],
        )
        for row in rows
    ]
    balance = sum(account.balance_pence for account in accounts)
    return Balance(lines, balance, sum(account.debits_held for account in accounts))
