"""Which hours a list shows."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import QuerySet

from api.filters import DayFilter, Filters, IdFilter, OneOfFilter
from budgets.assistants.selectors import in_state
from budgets.assistants.values import ShiftKind, ShiftState
from payments.payouts.values import LONDON


def _from(rows: QuerySet[Any], _: str, day: date) -> QuerySet[Any]:
    return rows.filter(started_at__gte=datetime.combine(day, time.min, LONDON).astimezone(UTC))


def _until(rows: QuerySet[Any], _: str, day: date) -> QuerySet[Any]:
    last = datetime.combine(day, time.max, LONDON)
    return rows.filter(started_at__lte=last.astimezone(UTC))


def _in_state(rows: QuerySet[Any], _: str, word: str) -> QuerySet[Any]:
    return in_state(rows, ShiftState(word))


class ShiftFilters(Filters):
    """Which hours."""

    engagement = IdFilter(field_name="engagement_id", label="Of one engagement.")
    assistant = IdFilter(field_name="engagement__assistant_id", label="Of one assistant.")
    budget = IdFilter(field_name="engagement__budget_id", label="For one budget.")
    person = IdFilter(field_name="engagement__budget__person_id", label="For one person.")
    kind = OneOfFilter(ShiftKind, label="Of one kind of work.")
    state = OneOfFilter(ShiftState, method=_in_state, label="Where they are.")
    starts_on = DayFilter(method=_from, label="Begun on this day or later.")
    until = DayFilter(method=_until, label="Begun on this day or before.")
