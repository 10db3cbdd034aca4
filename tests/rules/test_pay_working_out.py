"""A whole period's pay, worked by hand line by line."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from budgets.assistants.rules.pay.working_out import to_minimum, work_out
from budgets.assistants.values.pay import (
    AverageWeek,
    DatedRate,
    HolidayFacts,
    PayFacts,
    PayLineKind,
    Sickness,
    TimeOff,
    Undone,
    Worked,
    WorkedOut,
)
from budgets.plans.values.rates import national_rates

FIRST, AFTER = date(2026, 11, 2), date(2026, 11, 30)
RATES = (
    DatedRate(PayLineKind.STANDARD, 13_20, date(2026, 4, 1)),
    DatedRate(PayLineKind.SLEEP_IN, 60_00, date(2026, 4, 1)),
    DatedRate(PayLineKind.MILEAGE, 45, date(2026, 4, 1)),
)
HOLIDAY = HolidayFacts(yearly_minutes=None, leave_year_from=FIRST, begun_on=FIRST)
FACTS = PayFacts(
    starts_on=FIRST,
    ends_on=AFTER,
    born_on=date(1990, 1, 1),
    rates=RATES,
    shifts=(),
    holiday=HOLIDAY,
    average=AverageWeek(0, 0, 0),
    allowance_left_pence=10_500_00,
)


def shift(day: int, minutes: int, *, shift_id: UUID | None = None, miles: int = 0) -> Worked:
    on = date(2026, 11, day)
    return Worked(shift_id or uuid4(), PayLineKind.STANDARD, on, minutes, miles_tenths=miles)


def pay(**changes: object) -> WorkedOut:
    return work_out(replace(FACTS, **changes), national_rates())


def said(made: WorkedOut) -> list[tuple[str, int]]:
    return [(line.kind.value, line.pence) for line in made.lines]


def test_four_weeks_with_a_night_and_a_drive() -> None:
    night = Worked(uuid4(), PayLineKind.SLEEP_IN, date(2026, 11, 9), 540, woken_minutes=30)
    made = pay(shifts=(shift(2, 480), shift(4, 450, miles=200), night))
    # 8 × 13.20; 7.5 × 13.20; 20 × 0.45; 60.00; 0.5 × 13.20
    assert said(made) == [
        ("standard", 105_60),
        ("standard", 99_00),
        ("mileage", 9_00),
        ("sleep_in", 60_00),
        ("sleep_in_woken", 6_60),
    ]
    assert (made.gross_pence, made.miles_pence) == (280_20, 9_00)
    # The whole night is working time: 480 + 450 + 540 minutes × 12.07 % = 177.43
    assert (made.minutes, made.earned_minutes, made.owed_minutes) == (1470, 177, 177)
    # No week was paid before, so by the agreed hour: 177 ÷ 60 × 13.20 = 38.94
    assert made.owed_pence == 38_94
    assert made.costs.pence == 0
    assert made.shortfall is None


def test_holiday_is_counted_from_the_beginning_so_that_no_minute_is_lost() -> None:
    # 100 minutes earn 12.07; after 3 of them 36.21: 12, 12, 12. After 4: 48.28, so 12 again
    earned = taken = 0
    for number in range(4):
        own = replace(HOLIDAY, minutes_before=100 * number, earned_before=earned)
        earned += pay(shifts=(shift(2, 100),), holiday=own).earned_minutes
    assert (earned, taken) == (48, 0)


def test_holiday_taken_is_paid_by_the_average_and_owed_no_longer() -> None:
    off = TimeOff(uuid4(), date(2026, 11, 16), 240)
    own = replace(HOLIDAY, minutes_before=6000, earned_before=724, taken_before=60)
    made = pay(time_off=(off,), holiday=own, average=AverageWeek(20, 12000, 2_700_00))
    # 240 × 2,700.00 ÷ 12,000 = 54.00; owed: 724 − 60 − 240 = 424 minutes, 95.40
    assert said(made) == [("holiday", 54_00)]
    assert made.lines[0].words == "From 16 November: 4 hours by the average of 20 weeks"
    assert (made.owed_minutes, made.owed_pence) == (424, 95_40)


def test_fixed_hours_earn_by_days_whatever_was_worked() -> None:
    # 16 hours a week: 5,376 minutes a year; 28 days of 365 from 2 November are 412.4
    own = replace(HOLIDAY, yearly_minutes=5376)
    assert pay(holiday=own).earned_minutes == 412


def test_who_leaves_is_paid_the_holiday_they_did_not_take() -> None:
    own = replace(HOLIDAY, minutes_before=1000, earned_before=121)
    made = pay(shifts=(shift(2, 600),), holiday=own, leaves=True)
    # 1,600 minutes × 12.07 % = 193.12; 193 ÷ 60 × 13.20 = 42.46
    assert said(made) == [("standard", 132_00), ("holiday", 42_46)]
    assert (made.owed_minutes, made.owed_pence) == (0, 0)


def test_days_of_illness() -> None:
    days = tuple(FIRST + timedelta(days=number) for number in range(2))
    made = pay(sickness=Sickness(days, 2, 0, 140_00))
    # 80 % of 140.00 is 112.00 a week, below 123.25; two days of two
    assert said(made) == [("sick", 112_00)]
    assert made.lines[0].words == "2 days of 2 a week, from average earnings of £140.00 a week"


def test_a_correction_is_a_line_of_the_difference() -> None:
    new = shift(5, 300)
    undone = Undone(uuid4(), date(2026, 10, 8), 240, 52_80, now=new)
    made = pay(shifts=(shift(2, 60), new), undone=(undone,))
    # 5 × 13.20 = 66.00 where 52.80 was paid
    assert said(made) == [("standard", 13_20), ("difference", 13_20)]
    assert made.lines[1].words == (
        "Hours of 8 October 2026 were corrected: £52.80 was paid, £66.00 is right"
    )
    assert made.minutes == 120


def test_what_was_taken_back_never_makes_pay_less_than_nothing() -> None:
    undone = Undone(uuid4(), date(2026, 10, 8), 240, 52_80)
    waits = pay(shifts=(shift(2, 60),), undone=(undone,))
    assert (said(waits), waits.minutes) == ([("standard", 13_20)], 60)
    taken = pay(shifts=(shift(2, 480),), undone=(undone,))
    assert (taken.gross_pence, taken.minutes) == (52_80, 240)


def test_a_period_below_the_minimum_wage_says_by_how_much() -> None:
    low = (DatedRate(PayLineKind.STANDARD, 12_00, date(2026, 4, 1)),)
    made = pay(shifts=(shift(2, 600),), rates=low)
    assert made.shortfall
    # 10 × 12.71 − 10 × 12.00
    assert to_minimum(made.shortfall).pence == 7_10


def test_costs_are_of_pay_without_miles() -> None:
    made = pay(shifts=tuple(shift(day, 480, miles=100) for day in range(2, 22)))
    # 20 × 105.60 = 2,112.00; NI (2,112.00 − 384.62) × 15 % = 259.107, all of it allowed;
    # pension (2,112.00 − 480.00) × 3 % = 48.96
    assert made.gross_pence == 2_112_00 + 20 * 4_50
    assert (made.costs.allowance_used_pence, made.costs.pence) == (259_11, 48_96)


@given(st.lists(st.integers(1, 1440), max_size=20), st.integers(0, 5))
def test_lines_add_up_and_pay_is_never_below_nothing(minutes: list[int], undone: int) -> None:
    back = tuple(Undone(uuid4(), date(2026, 10, 5), 300, 66_00) for _ in range(undone))
    made = pay(shifts=tuple(shift(2, each) for each in minutes), undone=back)
    assert made.gross_pence == sum(line.pence for line in made.lines) >= 0
