"""Which budgets are paid, which wait, and what was planned for a pay day."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from budgets.plans.models import Budget, Instalment
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.schedule import Frequency
from ledgers.values import Viewer
from payments.payouts.values import PaymentState

PAID_BY_PLANS = (BudgetKind.DIRECT_PAYMENT, BudgetKind.MANAGED)
PAID_STATES = (BudgetState.ACTIVE, BudgetState.ENDING)


def take_payable(book_id: UUID, *, after: UUID | None, limit: int) -> list[Budget]:
    """The next budgets that are paid by instalments, by id, locked while they are planned."""
    rows = Budget.objects.filter(
        book_id=book_id,
        state__in=PAID_STATES,
        kind__in=PAID_BY_PLANS,
        pays_from__isnull=False,
    ).exclude(frequency=Frequency.ONCE)
    if after:
        rows = rows.filter(id__gt=after)
    locked = rows.select_for_update(of=("self",), no_key=True).select_related("person")
    return list(locked.order_by("id")[:limit])


def list_waiting(book_id: UUID, day: date) -> QuerySet[Budget]:
    """Agreed budgets that have begun by a day and wait for a condition of the law."""
    return (
        Budget.objects.filter(book_id=book_id, state=BudgetState.AGREED, starts_on__lte=day)
        .select_related("person")
        .order_by("starts_on", "id")
    )


def list_planned(viewer: Viewer) -> QuerySet[Instalment]:
    """Instalments that wait for a second officer, the first pay day first."""
    return (
        Instalment.objects.filter(
            book_id=viewer.book_id, cancelled_at=None, payment__state=PaymentState.PLANNED
        )
        .select_related("budget__person", "payment__payee")
        .order_by("pay_on", "id")
    )
