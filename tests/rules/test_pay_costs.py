"""What an employer pays beside wages, and what a leaver is owed: worked by hand."""

from datetime import date
from fractions import Fraction

import pytest

from budgets.assistants.rules.pay import leaving
from budgets.assistants.rules.pay.costs import (
    Earned,
    employer_costs,
    hour_more_pence,
    share_of_year,
)
from budgets.assistants.values.pay import EmployerCosts
from budgets.plans.rules.rates import rate_on
from budgets.plans.values.rates import RateName, RateRow, national_rates
from budgets.plans.values.support import Pension

FOUR_WEEKS, MONTH = Fraction(4, 52), Fraction(1, 12)


def rate(name: RateName) -> RateRow:
    return rate_on(rows=national_rates(), name=name, day=date(2026, 11, 2))


def costs(earned: Earned, allowance: int = 0) -> EmployerCosts:
    return employer_costs(earned=earned, allowance_left_pence=allowance, rate=rate)


def test_four_weeks_of_480_pounds() -> None:
    # NI: 5,000 × 4 ÷ 52 = 384.62; (1,920.00 − 384.62) × 15 % = 230.307
    # pension: 6,240 × 4 ÷ 52 = 480.00; (1,920.00 − 480.00) × 3 % = 43.20
    assert costs(Earned(1_920_00, FOUR_WEEKS)) == EmployerCosts(230_31, 0, 43_20)


def test_the_employment_allowance_is_used_up_first() -> None:
    earned = Earned(1_920_00, FOUR_WEEKS)
    assert costs(earned, 10_500_00) == EmployerCosts(0, 230_31, 43_20)
    assert costs(earned, 100_00) == EmployerCosts(130_31, 100_00, 43_20)


def test_a_month() -> None:
    # NI: 5,000 ÷ 12 = 416.67; (1,000.00 − 416.67) × 15 % = 87.4995
    # pension: 6,240 ÷ 12 = 520.00; 480.00 × 3 % = 14.40
    assert costs(Earned(1_000_00, MONTH)) == EmployerCosts(87_50, 0, 14_40)


@pytest.mark.parametrize(
    ("pence", "insured"),
    [
        (384_62, 0),
        (384_65, 0),  # 0.03 × 15 % = 0.0045
        (384_66, 1),  # 0.04 × 15 % = 0.006
    ],
)
def test_national_insurance_starts_above_the_threshold(pence: int, insured: int) -> None:
    assert costs(Earned(pence, FOUR_WEEKS)).national_insurance_pence == insured


@pytest.mark.parametrize(
    ("earned", "pence"),
    [
        # the trigger: 10,000 × 4 ÷ 52 = 769.23
        (Earned(769_23, FOUR_WEEKS), 0),
        (Earned(769_24, FOUR_WEEKS), 8_68),  # (769.24 − 480.00) × 3 % = 8.6772
        (Earned(769_23, FOUR_WEEKS, pension=Pension.JOINED), 8_68),
        (Earned(400_00, FOUR_WEEKS, pension=Pension.JOINED), 0),
        (Earned(1_920_00, FOUR_WEEKS, pension=Pension.OPTED_OUT), 0),
        (Earned(1_920_00, FOUR_WEEKS, age=21), 0),
        (Earned(1_920_00, FOUR_WEEKS, age=22), 43_20),
        (Earned(1_920_00, FOUR_WEEKS, age=67), 0),
        # up to 50,270 × 4 ÷ 52 = 3,866.92: (3,866.92 − 480.00) × 3 % = 101.6076
        (Earned(9_000_00, FOUR_WEEKS), 101_61),
    ],
)
def test_a_pension_on_qualifying_earnings(earned: Earned, pence: int) -> None:
    assert costs(earned).pension_pence == pence


def test_one_hour_more_costs_holiday_and_what_ni_and_pension_rise_by() -> None:
    more = {"hour_pence": 14_00, "rate": rate}
    # Far below every threshold: 14.00 and 12.07 % of it, 1.69
    low = Earned(100_00, FOUR_WEEKS)
    assert hour_more_pence(earned=low, allowance_left_pence=0, **more) == 15_69
    # Above them: 15.69 × 15 % is 2.35 (230.31 to 232.66), × 3 % is 0.47 (43.20 to 43.67)
    high = Earned(1_920_00, FOUR_WEEKS)
    assert hour_more_pence(earned=high, allowance_left_pence=0, **more) == 15_69 + 2_35 + 47
    assert hour_more_pence(earned=high, allowance_left_pence=9_999_99, **more) == 15_69 + 47


def test_for_people_under_21_national_insurance_starts_far_higher() -> None:
    assert costs(Earned(1_920_00, FOUR_WEEKS, age=20)).national_insurance_pence == 0
    # 4,000.00 − 3,866.92 = 133.08; 15 % is 19.962
    assert costs(Earned(4_000_00, FOUR_WEEKS, age=20)).national_insurance_pence == 19_96


def test_how_much_of_a_year_a_period_is() -> None:
    shares = [share_of_year(days) for days in (7, 14, 28, 30, 31)]
    assert shares == [Fraction(1, 52), Fraction(2, 52), FOUR_WEEKS, MONTH, MONTH]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "weeks"),
    [
        (date(2026, 10, 3), date(2026, 11, 2), 0),
        (date(2026, 10, 2), date(2026, 11, 2), 1),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2024, 11, 3), date(2026, 11, 2), 1),
        (date(2024, 11, 2), date(2026, 11, 2), 2),
        (date(2014, 11, 2), date(2026, 11, 2), 12),
        (date(2000, 11, 2), date(2026, 11, 2), 12),
    ],
)
def test_notice_is_a_week_for_each_full_year(starts_on: date, ends_on: date, weeks: int) -> None:
    assert leaving.notice_weeks(starts_on, ends_on) == weeks
    assert leaving.notice_pence(weeks, 201_00) == weeks * 201_00


@pytest.mark.parametrize(
    ("age", "years", "weeks"),
    [
        # GOV.UK, statutory redundancy pay table
        (30, 1, 0),
        (20, 2, 1),
        (22, 2, 1),
        (23, 2, Fraction(3, 2)),
        (40, 5, 5),
        (44, 8, Fraction(19, 2)),
        (61, 20, 30),
        (61, 25, 30),
        (None, 5, 5),
    ],
)
def test_redundancy_is_counted_by_age_and_full_years(
    age: int | None, years: int, weeks: Fraction
) -> None:
    end = date(2026, 11, 2)
    born_on = None if age is None else date(2026 - age, 6, 1)
    assert leaving.redundancy_weeks(date(2026 - years, 11, 2), end, born_on) == weeks


def test_a_week_counts_up_to_a_limit() -> None:
    # 9½ × 751.00 = 7,134.50; 1½ × 200.01 = 300.015
    assert leaving.redundancy_pence(Fraction(19, 2), 1_050_00, 751_00) == 7_134_50
    assert leaving.redundancy_pence(Fraction(3, 2), 200_01, 751_00) == 300_02
