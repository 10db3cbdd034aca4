"""Holiday and sickness, worked by hand from the law's figures."""

from datetime import date, timedelta

import pytest

from budgets.assistants.rules.pay import holiday, sickness
from budgets.assistants.rules.pay.sickness import Spell
from budgets.assistants.values.pay import AverageWeek, WeekPaid
from budgets.plans.values.rates import national_rates

ROWS = national_rates()
MONDAY = date(2026, 11, 2)


def week(back: int, minutes: int, pence: int) -> WeekPaid:
    return WeekPaid(MONDAY - timedelta(weeks=back), minutes, pence)


def days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(count)]


# Holiday


@pytest.mark.parametrize(
    ("worked", "earned"),
    [
        (71 * 60, 514),  # 71 hours × 12.07 % = 8.5697 hours = 514.18 minutes
        (60 * 60, 435),  # 7.242 hours = 434.52
        (0, 0),
    ],
)
def test_irregular_hours_earn_12_07_percent(worked: int, earned: int) -> None:
    assert holiday.earned_by_hours(worked, 12_07) == earned


@pytest.mark.parametrize(
    ("weekly", "days_a_week", "minutes"),
    [
        (40 * 60, 5, 224 * 60),  # 5.6 weeks of 40 hours: 28 days of 8
        (16 * 60, 2, 5376),  # 5.6 × 16 = 89.6 hours
        (48 * 60, 6, 224 * 60),  # 33.6 days would be above 28: 28 days of 8 hours
    ],
)
def test_fixed_hours_have_5_6_weeks_and_28_days_at_most(
    weekly: int, days_a_week: int, minutes: int
) -> None:
    assert holiday.year_minutes(weekly, days_a_week, 56) == minutes


def test_fixed_hours_earn_by_days_of_the_leave_year() -> None:
    april = date(2026, 4, 1)
    yearly = 89 * 60 + 36
    # 1 April to 31 October is 214 of 365 days: 5,376 × 214 ÷ 365 = 3,151.96
    assert holiday.earned_by_days(yearly, april, date(2020, 1, 1), date(2026, 11, 1)) == 3152
    # begun on 1 October: 31 days, 456.59
    assert holiday.earned_by_days(yearly, april, date(2026, 10, 1), date(2026, 11, 1)) == 457
    assert holiday.earned_by_days(yearly, april, date(2020, 1, 1), date(2028, 1, 1)) == yearly
    assert holiday.earned_by_days(yearly, april, date(2020, 1, 1), date(2026, 3, 1)) == 0
    assert holiday.next_year(date(2024, 2, 29)) == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("begins_on", "day", "year"),
    [
        (date(2020, 4, 1), date(2026, 3, 31), date(2025, 4, 1)),
        (date(2020, 4, 1), date(2026, 4, 1), date(2026, 4, 1)),
        (date(2030, 4, 1), date(2026, 11, 1), date(2026, 4, 1)),
        (date(2024, 2, 29), date(2026, 3, 1), date(2026, 3, 1)),
    ],
)
def test_a_leave_year_begins_each_year_on_its_day(begins_on: date, day: date, year: date) -> None:
    assert holiday.leave_year_of(begins_on, day) == year


def test_an_average_is_of_paid_weeks_alone() -> None:
    weeks = [week(1, 600, 132_00), week(2, 0, 0), week(3, 300, 69_00), week(0, 999, 999_00)]
    average = holiday.average_week(weeks, MONDAY)
    assert average == AverageWeek(2, 900, 201_00)
    assert holiday.week_pence(average) == 100_50
    # 5 hours of holiday at 201.00 ÷ 15 hours = 67.00
    assert holiday.holiday_pence(300, average, 13_20) == 67_00


def test_an_average_has_52_weeks_and_looks_back_104_at_most() -> None:
    weeks = [week(back, 60, 10_00 if back <= 52 else 20_00) for back in range(1, 100)]
    assert holiday.average_week(weeks, MONDAY) == AverageWeek(52, 52 * 60, 520_00)
    assert holiday.average_week([week(104, 60, 5_00)], MONDAY).weeks == 1
    assert holiday.average_week([week(105, 60, 5_00)], MONDAY).weeks == 0


def test_who_was_never_paid_yet_has_the_agreed_hour() -> None:
    nobody = AverageWeek(0, 0, 0)
    assert holiday.week_pence(nobody) == 0
    assert holiday.holiday_pence(90, nobody, 13_20) == 19_80


# Sickness


@pytest.mark.parametrize(
    ("earnings", "day", "pence"),
    [
        # From 6 April 2026: the lower of 123.25 and 80 % of earnings
        (400_00, date(2026, 4, 6), 123_25),
        (154_06, date(2026, 4, 6), 123_25),  # 123.248, to the penny
        (100_00, date(2026, 4, 6), 80_00),
        (10_00, date(2026, 4, 6), 8_00),
        # Before: 118.75 from 125.00 a week on, and nothing below
        (124_99, date(2026, 4, 5), 0),
        (125_00, date(2026, 4, 5), 118_75),
        (400_00, date(2025, 4, 6), 118_75),
    ],
)
def test_a_weeks_sick_pay(earnings: int, day: date, pence: int) -> None:
    assert sickness.week_pence(earnings_pence=earnings, day=day, rows=ROWS) == pence


def test_sick_pay_starts_on_the_first_day() -> None:
    spell = Spell(days(MONDAY, 3), days_a_week=5)
    # 123.25 × 3 ÷ 5 = 73.95
    assert sickness.sick_pence(spell=spell, earnings_pence=400_00, rows=ROWS) == 73_95
    # 80 % of 100.00 × 3 ÷ 5 = 48.00
    assert sickness.sick_pence(spell=spell, earnings_pence=100_00, rows=ROWS) == 48_00


def test_part_of_a_penny_is_rounded_up_once() -> None:
    # 123.25 × 2 ÷ 3 = 82.1666…
    spell = Spell(days(MONDAY, 2), days_a_week=3)
    assert sickness.sick_pence(spell=spell, earnings_pence=400_00, rows=ROWS) == 82_17


def test_before_april_2026_three_days_were_waited_for() -> None:
    spell = Spell(days(date(2026, 3, 2), 5), days_a_week=5)
    # 118.75 × 2 ÷ 5 = 47.50
    assert sickness.sick_pence(spell=spell, earnings_pence=400_00, rows=ROWS) == 47_50
    later = Spell(days(date(2026, 3, 9), 5), days_a_week=5, before=5)
    assert sickness.sick_pence(spell=later, earnings_pence=400_00, rows=ROWS) == 118_75


def test_sick_pay_ends_after_28_weeks() -> None:
    last = Spell(days(MONDAY, 3), days_a_week=5, before=138)
    # 140 days are 28 weeks of five: two more are paid, 49.30
    assert sickness.sick_pence(spell=last, earnings_pence=400_00, rows=ROWS) == 49_30
    over = Spell(days(MONDAY, 3), days_a_week=5, before=140)
    assert sickness.sick_pence(spell=over, earnings_pence=400_00, rows=ROWS) == 0
