"""Questions about a budget that several manage together: who signs, and what they decided."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from budgets.plans.models import Budget, BudgetHolder, SharedDecision
from ledgers.values import Viewer
from payments.payouts.values import london_day


def signatories_on(day: date) -> QuerySet[BudgetHolder]:
    """Everybody who manages a budget on a day, of every budget, the first named first."""
    rows = BudgetHolder.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)
    return rows.order_by("starts_on", "named_at", "id")


def list_signatories(budget: Budget, day: date) -> QuerySet[BudgetHolder]:
    """Who manages this budget on a day."""
    return signatories_on(day).filter(budget=budget).select_related("user")


def is_signatory(budget: Budget, user_id: UUID, day: date) -> bool:
    """Whether this user manages this budget on a day."""
    return list_signatories(budget, day).filter(user_id=user_id).exists()


def list_decisions(budget: Budget) -> QuerySet[SharedDecision]:
    """What was asked for and decided together, the newest first."""
    return budget.shared_decisions.order_by("-asked_at", "-id")


def list_to_sign(viewer: Viewer) -> QuerySet[SharedDecision]:
    """What waits for this viewer as a second signatory, the longest waiting first."""
    own = signatories_on(london_day(viewer.now)).filter(
        budget=OuterRef("budget"), user_id=viewer.user_id
    )
    waiting = SharedDecision.objects.filter(
        Exists(own), book_id=viewer.book_id, agreed_at=None, withdrawn_at=None
    )
    rows = waiting.exclude(asked_by=viewer.user_id).select_related("budget__person")
    return rows.order_by("asked_at", "id")
