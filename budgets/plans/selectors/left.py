"""What is left of a budget, as far as anybody knows, and since when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from budgets.plans.models import Budget, BudgetStatement
from budgets.plans.values import KnownFrom
from ledgers.models import Account


@dataclass(frozen=True)
class Left:
    """
    What is left of a budget, in pence: what is available less what is overspent.

    :ivar known_until: the day until which we know what was spent: today, or a statement's last
    :ivar weeks_left: for how many whole weeks it lasts at the total in force; none without figures
    """

    pence: int
    known_from: KnownFrom
    known_until: date
    weeks_left: int | None

    @property
    def as_of_words(self) -> str:
        """As of when it is known."""
        if self.known_from == KnownFrom.CARD:
            return "As of today"
        return f"As of your last statement, {self.known_until:%-d %B %Y}"


def known_day(budget: Budget, today: date) -> date | None:
    """Until when we know what became of the money: exact where we hold it, else by statements."""
    if budget.known_from == KnownFrom.CARD:
        return today
    return budget.known_until if budget.known_from == KnownFrom.STATEMENTS else None


def left_of(budget: Budget, today: date) -> Left | None:
    """What is left of one budget; nothing where nobody knows."""
    return left_of_many([budget], today).get(budget.id)


def left_of_many(budgets: Iterable[Budget], today: date) -> dict[UUID, Left]:
    """The same for many budgets, by id, in two queries; those nobody knows are left out."""
    known = [(budget, known_day(budget, today)) for budget in budgets]
    several = [budget for budget, day in known if day]
    pence, weekly = on_the_books(several), weekly_totals(several, today)
    return {
        budget.id: Left(
            pence[budget.id],
            KnownFrom(budget.known_from),
            day,
            _weeks(pence[budget.id], weekly.get(budget.id)),
        )
        for budget, day in known
        if day
    }


def on_the_books(budgets: Iterable[Budget]) -> dict[UUID, int]:
    """What the ledger has for each budget, by id: available less overspent, in pence."""
    several = list(budgets)
    ids = [budget.account_id for budget in several]
    found: dict[UUID, int] = defaultdict(int)
    for account in Account.objects.filter(Q(pk__in=ids) | Q(overspends__in=ids)):
        found[account.overspends_id or account.id] += account.available_pence
    return {budget.id: found[budget.account_id] for budget in several}


def weekly_totals(budgets: Iterable[Budget], day: date) -> dict[UUID, int]:
    """The week's total in force on a day for each budget, by id, in pence; where there is one."""
    rows = BudgetStatement.objects.filter(
        budget__in=list(budgets), agreed_at__isnull=False, starts_on__lte=day
    )
    return dict(rows.order_by("number").values_list("budget_id", "total_pence"))


def _weeks(pence: int, weekly_pence: int | None) -> int | None:
    return max(0, pence) // weekly_pence if weekly_pence else None
