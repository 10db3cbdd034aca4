"""Personal assistants, what was agreed with them and when they worked, as files have it."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from budgets.assistants.models import Assistant, Engagement, EngagementRate, Shift
from budgets.assistants.values import RateKind, Relation, ShiftKind
from budgets.caseload.rules.words import as_read_again
from budgets.caseload.values.worker_rows import EngagementRow, ShiftRow, WorkerRow

MINUTES: Decimal = Decimal(60)
HUNDREDTH: Decimal = Decimal("0.01")


def worker_rows(book_id: UUID, ids: Collection[UUID], _today: date) -> dict[UUID, WorkerRow]:
    """Personal assistants by id."""
    return {
        one.id: WorkerRow(
            worker_ref=one.reference,
            full_name=as_read_again(one.full_name) or one.reference,
            date_of_birth=one.born_on,
            email=one.email.lower() or None,
            phone=as_read_again(one.phone),
        )
        for one in Assistant.objects.filter(book_id=book_id, id__among=set(ids))
    }


def engagement_rows(book_id: UUID, ids: Collection[UUID], today: date) -> dict[UUID, EngagementRow]:
    """Engagements by id; the rate is that of an ordinary hour in force, or to come."""
    rates = _rates(ids, today)
    rows = Engagement.objects.filter(book_id=book_id, id__among=set(ids))
    return {
        one.id: _engagement_row(one, rates.get(one.id, 0))
        for one in rows.select_related("budget", "assistant")
    }


def _engagement_row(one: Engagement, pence: int) -> EngagementRow:
    return EngagementRow(
        engagement_ref=one.reference,
        budget_ref=one.budget.reference,
        worker_ref=one.assistant.reference,
        hourly_rate_pence=pence,
        weekly_hours=one.weekly_hours_on_paper
        or (one.weekly_minutes / MINUTES).quantize(HUNDREDTH),
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        relation=Relation(one.relation),
        household_agreement_on=one.household_agreed_on,
        notice_until=one.notice_until,
    )


def _rates(ids: Collection[UUID], today: date) -> dict[UUID, int]:
    rows = EngagementRate.objects.filter(
        engagement__id__among=set(ids), kind=RateKind.STANDARD
    ).order_by("-from_on")
    found: dict[UUID, int] = {}
    begun: set[UUID] = set()
    for engagement, pence, from_on in rows.values_list("engagement_id", "pence", "from_on"):
        if engagement not in begun:
            found[engagement] = pence
        if from_on <= today:
            begun.add(engagement)
    return found


def shift_rows(book_id: UUID, ids: Collection[UUID], _today: date) -> dict[UUID, ShiftRow]:
    """Hours by id, those that stand."""
    rows = Shift.objects.filter(book_id=book_id, id__among=set(ids)).values_list(
        "id",
        "id_on_file",
        "engagement__reference",
        "started_at",
        "ended_at",
        "break_minutes",
        "kind",
        "woken_minutes",
        "logged_at",
        "agreement__agreed_at",
    )
    return {row[0]: _shift_row(row) for row in rows}


def _shift_row(row: tuple[Any, ...]) -> ShiftRow:
    return ShiftRow(
        shift_id=row[1] or row[0],
        engagement_ref=row[2],
        started_at=row[3],
        ended_at=row[4],
        break_minutes=row[5],
        kind=ShiftKind(row[6]),
        woken_minutes=row[7] or None,
        logged_at=row[8],
        agreed_at=row[9],
    )
