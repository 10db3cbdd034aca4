"""Money that was asked back and is open, and money on its way to the council."""

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.plans.models import Budget, MoneyReturn, RepaymentRequest
from budgets.plans.selectors import parts_visible_to, visible_to
from budgets.plans.selectors.surplus import OPEN_STEPS
from budgets.plans.values import BudgetState
from ledgers.values import Viewer


def list_open(viewer: Viewer) -> QuerySet[RepaymentRequest]:
    """
    What was asked back and is neither there nor withdrawn, the first to be answered first.

    Each has in pence what has left the holder for it (`left_pence`) and what arrived
    (`arrived_pence`).
    """
    returns = MoneyReturn.objects.filter(request=OuterRef("pk"))
    rows = parts_visible_to(viewer, RepaymentRequest.objects.all(), Action.REPAYMENTS_RECORD)
    return (
        rows.filter(step__in=OPEN_STEPS)
        .select_related("budget__person__team")
        .annotate(
            left_pence=_sum(returns), arrived_pence=_sum(returns.filter(arrived_on__isnull=False))
        )
        .order_by("answer_by", "id")
    )


def list_returns(viewer: Viewer) -> QuerySet[MoneyReturn]:
    """Every sum that was paid back, the newest first."""
    rows = parts_visible_to(viewer, MoneyReturn.objects.all(), Action.REPAYMENTS_RECORD)
    return rows.select_related("budget__person", "request").order_by("-left_on", "-id")


def list_on_its_way(viewer: Viewer) -> QuerySet[MoneyReturn]:
    """What has left its holder and is not with the council yet, the oldest first."""
    return list_returns(viewer).filter(arrived_on=None).order_by("left_on", "id")


def list_named(viewer: Viewer, words: str) -> QuerySet[Budget]:
    """Agreed budgets of people whose name or reference has all of these words."""
    seen = visible_to(viewer, Action.REPAYMENTS_RECORD).exclude(state=BudgetState.DRAFT)
    named = people.with_words(Person.objects.filter(book_id=viewer.book_id), words)
    rows = seen.filter(person__in=named).select_related("person__team")
    return rows.order_by("person__full_name", "id")


def _sum(rows: QuerySet[MoneyReturn]) -> Coalesce:
    total = rows.order_by().values("request").annotate(total=Sum("pence")).values("total")
    return Coalesce(Subquery(total), 0, output_field=BigIntegerField())
