"""Dated rates: the newest that has started, and the nation's own."""

from datetime import date

import pytest

from budgets.plans.errors import RateMissing
from budgets.plans.rules.rates import rate_on
from budgets.plans.values.rates import (
    OWN_UNITS,
    RATE_WORDS,
    RateName,
    RateRow,
    Unit,
    national_rates,
    percent,
)

DAY = date(2026, 11, 22)


def test_the_newest_rate_that_has_started_is_in_force() -> None:
    name = RateName.MINIMUM_WAGE_21
    rows = list(reversed(national_rates()))
    assert rate_on(rows=rows, name=name, day=date(2025, 4, 1)).value == 12_21
    assert rate_on(rows=rows, name=name, day=date(2026, 3, 31)).value == 12_21
    assert rate_on(rows=rows, name=name, day=date(2026, 4, 1)).value == 12_71


def test_a_day_before_the_first_rate_is_refused_by_name() -> None:
    with pytest.raises(RateMissing) as refused:
        rate_on(rows=national_rates(), name=RateName.MINIMUM_WAGE_21, day=date(2025, 3, 31))
    assert refused.value.sentence == (
        "There is no rate for the National Living Wage, for 21 and over on 31 March 2025. "
        "Set one first."
    )


@pytest.mark.parametrize(
    ("name", "day", "value"),
    [
        (RateName.MINIMUM_WAGE_18, date(2025, 4, 1), 10_00),
        (RateName.MINIMUM_WAGE_18, DAY, 10_85),
        (RateName.MINIMUM_WAGE_16, date(2025, 4, 1), 7_55),
        (RateName.MINIMUM_WAGE_16, DAY, 8_00),
        (RateName.MINIMUM_WAGE_APPRENTICE, DAY, 8_00),
        (RateName.ACCOMMODATION_OFFSET, date(2025, 4, 1), 10_66),
        (RateName.ACCOMMODATION_OFFSET, DAY, 11_10),
        (RateName.EMPLOYER_NI_PERCENT, DAY, 15_00),
        (RateName.NI_THRESHOLD_YEAR, DAY, 5_000_00),
        (RateName.EMPLOYMENT_ALLOWANCE_YEAR, DAY, 10_500_00),
        (RateName.PENSION_TRIGGER_YEAR, DAY, 10_000_00),
        (RateName.PENSION_FROM_YEAR, DAY, 6_240_00),
        (RateName.PENSION_TO_YEAR, DAY, 50_270_00),
        (RateName.PENSION_PERCENT, DAY, 3_00),
        (RateName.HOLIDAY_PERCENT, DAY, 12_07),
        (RateName.HOLIDAY_WEEKS, DAY, 56),
        (RateName.SICK_PAY_WEEK, date(2025, 4, 6), 118_75),
        (RateName.SICK_PAY_WEEK, DAY, 123_25),
        (RateName.SICK_PAY_PERCENT, DAY, 80_00),
        (RateName.SICK_PAY_FROM_WEEK, date(2026, 4, 5), 125_00),
        (RateName.SICK_PAY_FROM_WEEK, date(2026, 4, 6), 0),
        (RateName.SICK_PAY_WAITING_DAYS, date(2026, 4, 5), 3),
        (RateName.SICK_PAY_WAITING_DAYS, date(2026, 4, 6), 0),
        (RateName.SICK_PAY_MOST_WEEKS, DAY, 28),
        (RateName.REDUNDANCY_WEEK, date(2026, 4, 5), 719_00),
        (RateName.REDUNDANCY_WEEK, DAY, 751_00),
        (RateName.MILE, DAY, 45),
    ],
)
def test_the_nations_rates(name: RateName, day: date, value: int) -> None:
    assert rate_on(rows=national_rates(), name=name, day=day).value == value


def test_every_rate_is_the_nations_or_the_councils_and_says_where_it_is_from() -> None:
    rows = national_rates()
    assert {row.name for row in rows} | set(OWN_UNITS) == set(RateName) == set(RATE_WORDS)
    assert not {row.name for row in rows} & set(OWN_UNITS)
    assert len({(row.name, row.starts_on) for row in rows}) == len(rows)
    assert all(row.source for row in rows)
    assert len({(row.name, row.unit) for row in rows}) == len({row.name for row in rows})


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (13_20, Unit.PENCE_AN_HOUR, "£13.20 an hour"),
        (11_10, Unit.PENCE_A_DAY, "£11.10 a day"),
        (10_500_00, Unit.PENCE_A_YEAR, "£10,500.00 a year"),
        (56, Unit.TENTHS_OF_A_WEEK, "5.6 weeks"),
        (22, Unit.YEARS, "22 years"),
        (12_07, Unit.BASIS_POINTS, "12.07 %"),
        (3, Unit.DAYS, "3 days"),
        (45, Unit.PENCE_A_MILE, "£0.45 a mile"),
    ],
)
def test_a_rate_in_words(value: int, unit: Unit, words: str) -> None:
    assert RateRow(RateName.PA_HOUR, value, unit, DAY, "").words == words


def test_per_cents_in_words() -> None:
    assert [percent(points) for points in (15_00, 12_07, 2_50, 5, 0, 100_00)] == [
        "15 %",
        "12.07 %",
        "2.5 %",
        "0.05 %",
        "0 %",
        "100 %",
    ]
