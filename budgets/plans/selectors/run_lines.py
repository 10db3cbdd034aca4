"""Why a line of a pay run is what it is: its instalment, whose it is, and the one before."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from budgets.plans.models import Budget, Instalment, InstalmentLine
from payments.payouts.models import RunLine


@dataclass(frozen=True)
class Why:
    """
    What a payment is made of, and what the one before was made of.

    :ivar before: of the same budget, paid before it; nothing when it is the first
    """

    instalment: Instalment
    before: Instalment | None

    @property
    def budget(self) -> Budget:
        """Whose money it is."""
        return self.instalment.budget

    @property
    def lines(self) -> list[InstalmentLine]:
        """The lines of this instalment, in their order."""
        return _lines(self.instalment)

    @property
    def lines_before(self) -> list[InstalmentLine]:
        """The lines of the one before."""
        return _lines(self.before) if self.before else []

    @property
    def said(self) -> set[str]:
        """What this one says, without its sums."""
        return {line.words for line in self.lines}

    @property
    def news(self) -> list[str]:
        """What this one says that the one before did not."""
        said = {line.words for line in self.lines_before}
        return [line.words for line in self.lines if line.words not in said]


def why_of(payment_ids: Collection[UUID]) -> dict[UUID, Why]:
    """Why these payments are what they are, by payment; what is no instalment is left out."""
    rows = list(
        Instalment.objects.filter(payment_id__in=payment_ids)
        .select_related("budget__person__team")
        .prefetch_related("lines")
    )
    before = _before(rows)
    return {row.payment_id: Why(row, before.get(row.id)) for row in rows if row.payment_id}


def _before(rows: Collection[Instalment]) -> dict[UUID, Instalment]:
    """The instalment paid last before each, of the same budget."""
    paid = (
        Instalment.objects.filter(
            budget__in={row.budget_id for row in rows}, cancelled_at=None, payment__isnull=False
        )
        .order_by("pay_on", "starts_on", "id")
        .prefetch_related("lines")
    )
    by_budget: dict[UUID, list[Instalment]] = {}
    for one in paid:
        by_budget.setdefault(one.budget_id, []).append(one)
    found = {}
    for row in rows:
        earlier = [
            one
            for one in by_budget[row.budget_id]
            if (one.pay_on, one.starts_on) < (row.pay_on, row.starts_on)
        ]
        if earlier:
            found[row.id] = earlier[-1]
    return found


def search(lines: QuerySet[RunLine], words: str) -> QuerySet[RunLine]:
    """Those of these lines whose person, payee or reference has these words in it."""
    of_budget = Instalment.objects.filter(
        Q(budget__person__full_name__icontains=words) | Q(budget__reference__icontains=words),
        payment__isnull=False,
    )
    return lines.filter(
        Q(payee__display_name__icontains=words) | Q(payment__in=of_budget.values("payment"))
    )


def _lines(instalment: Instalment) -> list[InstalmentLine]:
    return sorted(instalment.lines.all(), key=lambda line: line.place)
