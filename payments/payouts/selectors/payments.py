"""Questions about payments: whose they are, and who called for them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from ledgers.values import Viewer
from payments.outside.models import OutboxItem
from payments.payouts.models import Payee, Payment
from payments.payouts.values import PaymentState


def visible_to(viewer: Viewer) -> QuerySet[Payment]:
    """The payments to or from accounts that this viewer may see."""
    payments = Payment.objects.filter(book_id=viewer.book_id)
    if viewer.accounts == "all":
        return payments
    seen = viewer.accounts.values("id")
    return payments.filter(Q(source_account__in=seen) | Q(to_account__in=seen))


def find_payments(book_id: UUID, keys: Collection[UUID]) -> dict[UUID, Payment]:
    """What was planned under these keys, by key; nothing was planned under those left out."""
    found = Payment.objects.filter(book_id=book_id, key__in=keys).select_related("payee")
    return {payment.key: payment for payment in found}


def find_states(book_id: UUID, ids: Collection[UUID]) -> dict[UUID, PaymentState]:
    """Where these payments are, by id, in one question."""
    found = Payment.objects.filter(book_id=book_id, id__in=ids).values_list("id", "state")
    return {payment_id: PaymentState(state) for payment_id, state in found}


def list_for_payee(payee: Payee) -> QuerySet[Payment]:
    """What this payee was promised or paid, newest first; what was given up is nothing to them."""
    return (
        Payment.objects.filter(payee=payee)
        .exclude(state__in=[PaymentState.PLANNED, PaymentState.CANCELLED])
        .select_related("payee")
        .order_by("-planned_at", "-id")
    )


def list_paid_calls(book_id: UUID, keys: Collection[UUID]) -> list[UUID]:
    """Those of these calls' keys whose payment arrived, and so may come back."""
    called = OutboxItem.objects.filter(book_id=book_id, kind="payment", key__in=keys)
    paid = Payment.objects.filter(book_id=book_id, state=PaymentState.PAID).values("id")
    return list(called.filter(about_id__in=paid).values_list("key", flat=True))
