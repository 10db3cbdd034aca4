"""Engagements, hours and absences as the rules read them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from budgets.assistants.models import Engagement, EngagementRate, Shift
from budgets.assistants.values import RateKind
from budgets.assurance.values.flag_facts import (
    AbsenceFacts,
    DatedRate,
    EngagementFacts,
    ShiftFacts,
)
from budgets.people.models import Absence

AT_ONCE: Final = 5_000


def engagement_facts(
    book_id: UUID,
) -> tuple[list[tuple[UUID, EngagementFacts]], dict[UUID, str]]:
    """Every engagement with its id, and the references of personal assistants by theirs."""
    rates: dict[UUID, list[DatedRate]] = defaultdict(list)
    agreed = EngagementRate.objects.filter(book_id=book_id, kind=RateKind.STANDARD)
    for engagement_id, from_on, pence in agreed.order_by("from_on").values_list(
        "engagement_id", "from_on", "pence"
    ):
        rates[engagement_id].append(DatedRate(from_on, pence))
    rows = Engagement.objects.filter(book_id=book_id).select_related("assistant", "budget")
    engagements = list(rows.order_by("reference"))
    workers = {one.assistant_id: one.assistant.reference for one in engagements}
    return [(one.id, _engagement(one, rates[one.id])) for one in engagements], workers


def _engagement(one: Engagement, rates: list[DatedRate]) -> EngagementFacts:
    ends = [day for day in (one.ends_on, one.notice_until) if day]
    return EngagementFacts(
        engagement_ref=one.reference,
        budget_ref=one.budget.reference,
        worker_ref=one.assistant.reference,
        rates=rates,
        weekly_minutes=one.weekly_minutes,
        starts_on=one.starts_on,
        last_on=max(ends, default=None),
        relation=one.relation,
        household_agreed_on=one.household_agreed_on,
        born_on=one.assistant.born_on,
    )


def shift_facts(
    book_id: UUID, as_of: date, engagements: Mapping[UUID, str]
) -> Iterator[ShiftFacts]:
    """Hours that stand: the newest of each, and none that were taken back."""
    rows = Shift.objects.filter(
        book_id=book_id,
        started_at__date__lt=as_of + timedelta(days=1),
        replaced_by=None,
        withdrawal=None,
    ).order_by()
    for row in rows.values_list(
        "id",
        "id_on_file",
        "engagement_id",
        "started_at",
        "ended_at",
        "break_minutes",
        "kind",
        "woken_minutes",
        "logged_at",
    ).iterator(chunk_size=AT_ONCE):
        yield ShiftFacts(str(row[1] or row[0]), engagements[row[2]], *row[3:])


def absence_facts(book_id: UUID, as_of: date) -> list[AbsenceFacts]:
    """When people are away."""
    rows = Absence.objects.filter(book_id=book_id, starts_on__lte=as_of).order_by("id")
    return [
        AbsenceFacts(*row)
        for row in rows.values_list("person__reference", "kind", "starts_on", "ends_on")
    ]
