"""Setting a council's own rates, and writing figures from what the rate builder answers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from budgets.plans.models import Rate
from budgets.plans.rules.agreeing import check_day
from budgets.plans.rules.rate_builder import build_rate, weekly_total_pence
from budgets.plans.selectors.rates import rate_rows
from budgets.plans.values.drafting import LineDraft, StatementDraft
from budgets.plans.values.rates import RateName, RateRow, Unit
from budgets.plans.values.support import RateLine, Support


def set_rate(
    *,
    book_id: UUID,
    name: RateName,
    value: int,
    unit: Unit,
    starts_on: date,
    source: str,
    by: UUID,
    now: datetime,
) -> Rate:
    """
    Set one of the council's rates from a day on; what was agreed before stays as it was.

    :raises DayAbsurd: the day can't be meant
    """
    check_day(starts_on, now.date())
    return Rate.objects.create(
        book_id=book_id,
        name=name,
        value=value,
        unit=unit,
        starts_on=starts_on,
        source=source,
        set_by=by,
        set_at=now,
    )


def load_rates(
    *, book_id: UUID, rows: Sequence[RateRow], by: UUID, now: datetime
) -> tuple[int, int]:
    """
    Set many dated rates at once, the nation's too: how many were set, and how many were so already.

    What a council loads counts before the table that comes with the house. What was agreed or paid
    before stays as it was.

    :raises DayAbsurd: a day can't be meant; then none is set
    """
    with transaction.atomic():
        known = {(one.name, one.starts_on): one for one in reversed(rate_rows(book_id))}
        new = [row for row in rows if not _is_known(row, known.get((row.name, row.starts_on)))]
        for row in new:
            set_rate(book_id=book_id, **_fields(row), by=by, now=now)
    return len(new), len(rows) - len(new)


def _is_known(row: RateRow, known: RateRow | None) -> bool:
    return known is not None and (known.value, known.unit) == (row.value, row.unit)


def _fields(row: RateRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "value": row.value,
        "unit": row.unit,
        "starts_on": row.starts_on,
        "source": row.source,
    }


def figures_for(
    *, book_id: UUID, support: Support, starts_on: date, contribution_pence: int, why: str
) -> StatementDraft:
    """
    A week's figures for support, line by line, at the rates of the day that they start.

    :raises Refusal: whatever the rate builder refuses
    """
    lines = build_rate(support=support, rows=rate_rows(book_id), day=starts_on)
    return StatementDraft(
        starts_on=starts_on,
        total_pence=weekly_total_pence(lines),
        contribution_pence=contribution_pence,
        why=why,
        lines=tuple(line_draft(line) for line in lines),
        built_from=support.as_data(),
    )


def line_draft(line: RateLine) -> LineDraft:
    """A line of the rate builder as a statement keeps it, with the rates that it used."""
    return LineDraft(
        code=line.code,
        words=line.words,
        weekly_pence=line.weekly_pence,
        rule=line.rule,
        rates=tuple(_kept(rate) for rate in line.rates),
    )


def _kept(rate: RateRow) -> dict[str, Any]:
    return {
        "name": rate.name.value,
        "value": rate.value,
        "unit": rate.unit.value,
        "starts_on": rate.starts_on.isoformat(),
        "source": rate.source,
    }
