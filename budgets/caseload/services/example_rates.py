"""The example council's own rates, and what it raises each April."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from budgets.caseload.services.example_diary import Diary, at_work
from budgets.caseload.services.example_people import Cast
from budgets.plans import services as plans
from budgets.plans.models import Budget, Uplift
from budgets.plans.values.rates import OWN_UNITS, RateName
from ledgers.values import SCHEDULER, Purpose

RATES: Final = {
    RateName.PA_HOUR: (12_55, 13_20, 13_90, 14_60),
    RateName.AGENCY_HOUR: (22_30, 23_40, 24_60, 25_80),
    RateName.INSURANCE_YEAR: (122_00, 128_00, 134_00, 140_00),
    RateName.PAYROLL_FEE_WEEK: (4_25, 4_50, 4_75, 5_00),
    RateName.TRAINING_YEAR: (170_00, 180_00, 190_00, 200_00),
    RateName.CONTINGENCY_PERCENT: (500, 500, 500, 500),
}
"""Each rate from the beginning, and from each April since."""
PERCENT_POINTS: Final = (450, 380, 400)
WINTER_PERCENT_POINTS: Final = 250


def live(cast: Cast, diary: Diary, opened_at: datetime) -> None:
    """Note when rates are set, when budgets are raised to them, and what waits for a second yes."""
    _set_rates(cast, opened_at.date(), 0, opened_at)
    for number, day in enumerate(_aprils(opened_at.date(), diary.today)):
        diary.note(at_work(date(day.year, 2, 27)), partial(_set_rates, cast, day, number + 1))
        diary.note(at_work(date(day.year, 3, 17)), partial(_raise_all, cast, diary, day, number))
    coming = (diary.today.replace(day=1) + timedelta(days=62)).replace(day=1)
    diary.note(diary.ago(2, 15), partial(_prepare_for_agencies, cast, coming))


def _aprils(since: date, until: date) -> Iterator[date]:
    """The 6th of each April whose yearly rise is prepared between two days."""
    for year in range(since.year, until.year + 1):
        if since < date(year, 2, 1) and date(year, 4, 6) <= until:
            yield date(year, 4, 6)


def _set_rates(cast: Cast, day: date, number: int, now: datetime) -> None:
    for name, values in RATES.items():
        plans.set_rate(
            book_id=cast.council.book_id,
            name=name,
            value=values[number],
            unit=OWN_UNITS[name],
            starts_on=day,
            source=f"Elmshire's budget for {day.year}",
            by=cast.second_finance.user_id,
            now=now,
        )


def _raise_all(cast: Cast, diary: Diary, day: date, number: int, now: datetime) -> None:
    """By the hour where the figures were worked out from hours, everything else by a percentage."""
    rows = Budget.objects.filter(book_id=cast.council.book_id, agreed_at__isnull=False)
    by_hour = rows.filter(statements__built_from__isnull=False)
    others = rows.exclude(pk__in=by_hour.values("pk")).filter(statements__isnull=False)
    hour_pence = RATES[RateName.PA_HOUR][number + 1]
    ways: tuple[tuple[Any, dict[str, int]], ...] = (
        (by_hour, {"new_rate_pence": hour_pence}),
        (others, {"percent_points": PERCENT_POINTS[number]}),
    )
    for budgets, way in ways:
        references = sorted(set(budgets.values_list("reference", flat=True)))
        if references:
            filters, words = {"references": references}, f"The yearly rise of {day.year}"
            uplift = _prepare(cast, words, filters, day, now, **way)
            diary.note(now + timedelta(days=2), partial(_agree, cast, uplift))


def _prepare(
    cast: Cast, words: str, filters: dict[str, list[str]], day: date, now: datetime, **way: int
) -> Uplift:
    return plans.prepare_uplift(
        book_id=cast.council.book_id,
        words=words,
        filters=filters,
        starts_on=day,
        by=cast.second_finance,
        now=now,
        **way,
    )


def _agree(cast: Cast, uplift: Uplift, now: datetime) -> None:
    plans.agree_uplift(uplift=uplift, by=cast.finance, now=now)
    while plans.apply_uplift(uplift=uplift, by=SCHEDULER, now=now):
        pass


def _prepare_for_agencies(cast: Cast, day: date, now: datetime) -> None:
    words, filters = "Agencies in winter", {"purposes": [Purpose.AGENCY_CARE.value]}
    _prepare(cast, words, filters, day, now, percent_points=WINTER_PERCENT_POINTS)
