"""On which day a budget was first paid: from then on its care reviews are counted."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from budgets.plans.models import Budget, Instalment
from budgets.plans.selectors.paying import PAID_BY_PLANS
from payments.payouts.values import PaymentState

AT_ONCE: Final = 500
NOT_PAID: Final = (PaymentState.CANCELLED, PaymentState.FAILED, PaymentState.RETURNED)


def correct_first_paid(*, book_id: UUID, now: datetime) -> int:  # noqa: ARG001
    """
    Put right the day of the first payment where what was planned for it was given up or came back.

    Reviews are counted from the first payment that is made (regulation 7, Direct Payments
    Regulations 2014). The day is kept when it is planned, so that no list has to look for it, and
    put right by this. What was paid before a budget came here stays as it was told.

    :returns: how many budgets were put right, 500 at most
    """
    with transaction.atomic():
        wrong = list(_wrong(book_id).select_for_update(of=("self",), no_key=True)[:AT_ONCE])
        for budget in wrong:
            budget.first_paid_on = budget.really_on  # type: ignore[attr-defined]
        Budget.objects.bulk_update(wrong, ["first_paid_on"])
    return len(wrong)


def _wrong(book_id: UUID) -> QuerySet[Budget]:
    first = (
        Instalment.objects.filter(budget=OuterRef("pk"), cancelled_at=None, payment__isnull=False)
        .exclude(payment__state__in=NOT_PAID)
        .order_by("pay_on")
    )
    told = Q(imported_at__isnull=False, first_paid_on__lt=TruncDate("imported_at"))
    return (
        Budget.objects.filter(book_id=book_id, kind__in=PAID_BY_PLANS)
        .exclude(told)
        .annotate(really_on=Subquery(first.values("pay_on")[:1]))
        .exclude(first_paid_on=None, really_on=None)
        .filter(Q(first_paid_on=None) | Q(really_on=None) | ~Q(first_paid_on=F("really_on")))
        .order_by("id")
    )
