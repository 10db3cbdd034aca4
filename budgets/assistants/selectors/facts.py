"""Reading what the checks need, for a whole batch, in a number of questions that never grows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import DateField, F, Q, QuerySet, Sum
from django.db.models.functions import TruncWeek

from budgets.assistants.models import Assistant, Engagement, EngagementRate, Shift
from budgets.assistants.rules.checks.resting import AROUND, LONGEST_KEPT, WEEKS
from budgets.assistants.rules.hours import week_of, weeks_before
from budgets.assistants.values import ShiftKind
from budgets.assistants.values.facts import (
    Days,
    Stretch,
    Timeline,
    WeekSums,
    WorkFacts,
)
from budgets.assistants.values.pay import DatedRate, PayLineKind
from budgets.people.models import Absence
from budgets.people.values import AbsenceKind
from budgets.plans.models import Budget
from budgets.plans.selectors.left import known_day, on_the_books
from payments.payouts.values import LONDON, london_day

A_DAY: Final = timedelta(days=1)

COUNTS: Final = Q(replaced_by=None, withdrawal=None)
"""Hours that stand: neither corrected nor taken back."""


@dataclass
class Desk:
    """
    All that is known for a batch of hours.

    :ivar works: each engagement of each assistant of the batch, by id
    :ivar timelines: by assistant
    :ivar sums: by assistant
    """

    works: Mapping[UUID, WorkFacts]
    timelines: Mapping[UUID, Timeline]
    sums: Mapping[UUID, WeekSums]

    def __post_init__(self) -> None:
        self._own: dict[UUID, list[WorkFacts]] = defaultdict(list)
        for one in self.works.values():
            self._own[one.assistant_id].append(one)

    def own(self, work: WorkFacts) -> list[WorkFacts]:
        """Every engagement of the same assistant."""
        return self._own[work.assistant_id]


def list_works(assistants: QuerySet[Assistant]) -> list[WorkFacts]:
    """What is agreed in each engagement of these assistants, rates left out."""
    rows = list(
        Engagement.objects.filter(assistant__in=assistants)
        .order_by("id")
        .values_list(
            "id",
            "assistant_id",
            "assistant__user_id",
            "assistant__born_on",
            "budget_id",
            "budget__person_id",
            "budget__person__died_on",
            "budget__ends_on",
            "starts_on",
            "ends_on",
            "notice_until",
            "weekly_minutes",
            "opted_out_of_48_hours",
            "is_self_employed",
        )
    )
    first: dict[UUID, date] = {}
    for row in rows:
        first[row[1]] = min(row[8], first.get(row[1], row[8]))
    return [_work(row, first[row[1]]) for row in rows]


def _work(row: tuple[Any, ...], employed_from: date) -> WorkFacts:
    ends = [day for day in (row[7], row[9], row[10]) if day]
    return WorkFacts(
        engagement_id=row[0],
        assistant_id=row[1],
        user_id=row[2],
        born_on=row[3],
        budget_id=row[4],
        person_id=row[5],
        died_on=row[6],
        last_on=min(ends, default=None),
        starts_on=row[8],
        employed_from=employed_from,
        weekly_minutes=row[11],
        opted_out=row[12],
        is_self_employed=row[13],
    )


def read_desk(
    works: Collection[WorkFacts], *, since: datetime, until: datetime, today: date
) -> Desk:
    """
    Read what the checks of hours between two instants need.

    :param works: every engagement of the assistants whose hours they are
    """
    engagements = {one.engagement_id for one in works}
    rates = _rates(engagements)
    away = _away({one.person_id for one in works}, since, until)
    left = _left({one.budget_id for one in works}, today)
    known = {
        one.engagement_id: replace(
            one,
            rates=rates[one.engagement_id],
            away=away[one.person_id],
            left_pence=left.get(one.budget_id),
        )
        for one in works
    }
    by_assistant = {one.engagement_id: one.assistant_id for one in works}
    return Desk(
        known,
        _timelines(by_assistant, since, until),
        _sums(by_assistant, since, until),
    )


def _rates(engagements: set[UUID]) -> dict[UUID, list[DatedRate]]:
    found: dict[UUID, list[DatedRate]] = defaultdict(list)
    rows = EngagementRate.objects.filter(engagement__id__among=engagements)
    for engagement, kind, from_on, pence in rows.values_list(
        "engagement_id", "kind", "from_on", "pence"
    ):
        found[engagement].append(DatedRate(PayLineKind(kind), pence, from_on))
    return found


def _away(persons: set[UUID], since: datetime, until: datetime) -> dict[UUID, list[Days]]:
    found: dict[UUID, list[Days]] = defaultdict(list)
    rows = Absence.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=london_day(since)),
        person__id__among=persons,
        kind=AbsenceKind.HOSPITAL,
        starts_on__lte=london_day(until),
    )
    for person, starts_on, ends_on in rows.values_list("person_id", "starts_on", "ends_on"):
        found[person].append(Days(starts_on, ends_on))
    return found


def _left(budgets: set[UUID], today: date) -> dict[UUID, int]:
    known = [one for one in Budget.objects.filter(id__among=budgets) if known_day(one, today)]
    return on_the_books(known) if known else {}


def _timelines(
    by_assistant: Mapping[UUID, UUID], since: datetime, until: datetime
) -> dict[UUID, Timeline]:
    found: dict[UUID, list[Stretch]] = defaultdict(list)
    rows = Shift.objects.filter(
        COUNTS,
        engagement__id__among=set(by_assistant),
        started_at__gte=since - LONGEST_KEPT,
        started_at__lt=until + AROUND,
    )
    for row in rows.values_list("started_at", "ended_at", "id", "engagement_id"):
        stretch = Stretch(*row)
        found[by_assistant[stretch.engagement_id]].append(stretch)
    return defaultdict(Timeline, {one: Timeline(some) for one, some in found.items()})


def _sums(
    by_assistant: Mapping[UUID, UUID], since: datetime, until: datetime
) -> dict[UUID, WeekSums]:
    first = weeks_before(week_of(since), WEEKS - 1)
    begins = datetime(first.year, first.month, first.day, tzinfo=LONDON)
    last = week_of(until) + 7 * A_DAY
    ends = datetime(last.year, last.month, last.day, tzinfo=LONDON)
    rows = (
        Shift.objects.filter(
            COUNTS,
            engagement__id__among=set(by_assistant),
            started_at__gte=begins,
            started_at__lt=ends,
        )
        .annotate(week=TruncWeek("started_at", DateField(), tzinfo=LONDON))
        .order_by()
        .values_list("engagement_id", "week")
        .annotate(
            worked=Sum(F("minutes") - F("break_minutes")),
            nights=Sum(F("minutes") - F("break_minutes"), filter=Q(kind=ShiftKind.SLEEP_IN)),
            woken=Sum("woken_minutes", filter=Q(kind=ShiftKind.SLEEP_IN)),
        )
    )
    found: dict[UUID, WeekSums] = defaultdict(WeekSums)
    for engagement, week, worked, nights, woken in rows:
        hourly = worked - (nights or 0) + (woken or 0)
        sums = found[by_assistant[engagement]]
        sums.add(engagement, week, worked=worked, hourly=hourly)
    return found


def works_of(engagements: Iterable[UUID], book_id: UUID) -> list[WorkFacts]:
    """Every engagement of every assistant who has one of these."""
    own = Engagement.objects.filter(book_id=book_id, id__among=set(engagements))
    return list_works(Assistant.objects.filter(pk__in=own.order_by().values("assistant_id")))
