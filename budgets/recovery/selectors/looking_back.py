"""Questions that look back: who had what, what a team decided, how fast its pot goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from budgets.councils.models import Team
from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.recovery import rules
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.selectors import visible_to
from budgets.recovery.values import Helped, RequestState
from ledgers.values import Purpose, Viewer
from payments.payouts.models import PaymentMove
from payments.payouts.values import LONDON, PaymentState


@dataclass(frozen=True)
class PurposeTally:
    """What was given for one purpose, and whether people said that it helped."""

    purpose: Purpose
    count: int
    pence: int
    yes: int
    a_little: int
    no: int


def list_people(viewer: Viewer, words: str, day: date) -> QuerySet[Person]:
    """
    People whom the viewer may help, found by these words, the latest helped first.

    Each has `year_pence`, authorised in the 12 months up to a day less what went back.
    """
    since = datetime.combine(rules.year_before(day), time.min, tzinfo=UTC)
    given = "recovery_requests__recovery"
    kept = Q(**{f"{given}__authorised_at__gte": since}) & ~Q(
        **{f"{given}__payment__state": PaymentState.CANCELLED}
    )
    return (
        people.search(viewer, words, Action.RECOVERY_AUTHORISE)
        .annotate(
            year_pence=Coalesce(Sum(f"{given}__pence", filter=kept), 0),
            asked_at=Max("recovery_requests__asked_at"),
        )
        .order_by("full_name", "id")
    )


def list_decided_by(viewer: Viewer) -> QuerySet[RecoveryRequest]:
    """What this viewer decided or gave to the manager themselves, newest first."""
    own = Q(decided_by=viewer.user_id) | Q(passed_by=viewer.user_id)
    return visible_to(viewer).filter(own).exclude(state=RequestState.WITHDRAWN)


def list_of(viewer: Viewer, person: Person) -> QuerySet[RecoveryRequest]:
    """What was asked for one person, as far as the viewer may see it, newest first."""
    return visible_to(viewer).filter(person=person).prefetch_related("recovery__payment__moves")


def list_moves(recovery: RecoveryBudget) -> QuerySet[PaymentMove]:
    """Each step of the payment, oldest first."""
    return recovery.payment.moves.order_by("moved_at", "id")


def pence_by_month(team: Team, *, since: date) -> dict[date, int]:
    """What a team authorised in each month since a day, less what went back; pence by first day."""
    months = (
        _kept(team, since)
        .annotate(month=TruncMonth("authorised_at", tzinfo=LONDON))
        .values("month")
        .order_by("month")
        .annotate(total=Sum("pence"))
    )
    return {row["month"].date(): row["total"] for row in months}


def tally_purposes(team: Team, *, since: date) -> list[PurposeTally]:
    """What a team gave for each purpose since a day, the most pence first."""
    answers = {helped.value: Count("id", filter=Q(help_answer__helped=helped)) for helped in Helped}
    rows: Iterable[Any] = (
        _kept(team, since)
        .values("request__purpose")
        .order_by()
        .annotate(count=Count("id"), total=Sum("pence"), **answers)
    )
    tallies = [
        PurposeTally(
            purpose=Purpose(row["request__purpose"]),
            count=row["count"],
            pence=row["total"],
            **{helped.value: row[helped.value] for helped in Helped},
        )
        for row in rows
    ]
    return sorted(tallies, key=lambda tally: (-tally.pence, tally.purpose))


def _kept(team: Team, since: date) -> QuerySet[RecoveryBudget]:
    start = datetime.combine(since, time.min, tzinfo=LONDON)
    return RecoveryBudget.objects.filter(
        book_id=team.book_id, request__team=team, authorised_at__gte=start
    ).exclude(payment__state=PaymentState.CANCELLED)
