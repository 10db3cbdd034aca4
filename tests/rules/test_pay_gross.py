"""What a shift earns, worked by hand: hours to the minute, nights, miles."""

from datetime import date
from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.assistants.rules.pay.gross import (
    agreed_rate,
    gross_pence,
    hours_pence,
    hours_words,
    miles_pence,
    miles_words,
    shift_lines,
)
from budgets.assistants.values.pay import DatedRate, PayLineKind, Worked

DAY = date(2026, 11, 2)
RATES = [
    DatedRate(PayLineKind.STANDARD, 13_20, date(2026, 4, 1)),
    DatedRate(PayLineKind.WAKING_NIGHT, 14_50, date(2026, 4, 1)),
    DatedRate(PayLineKind.SLEEP_IN, 60_00, date(2026, 4, 1)),
    DatedRate(PayLineKind.MILEAGE, 45, date(2026, 4, 1)),
]


def worked(
    kind: PayLineKind, minutes: int, *, woken: int = 0, miles: int = 0, day: date = DAY
) -> Worked:
    return Worked(uuid4(), kind, day, minutes, woken, miles)


@pytest.mark.parametrize(
    ("minutes", "hour", "pence"),
    [
        (60, 13_20, 13_20),
        (450, 13_20, 99_00),  # 7.5 × 13.20
        (1, 13_20, 22),
        (7, 12_71, 1_49),  # 7 ÷ 60 × 12.71 = 1.48283…, up to the penny
        (0, 13_20, 0),
    ],
)
def test_hours_are_paid_to_the_minute_and_rounded_up_once(
    minutes: int, hour: int, pence: int
) -> None:
    assert hours_pence(minutes, hour) == pence


@given(st.integers(0, 24 * 60), st.integers(0, 100_00))
def test_rounding_never_takes_and_never_gives_a_whole_penny(minutes: int, hour: int) -> None:
    exact = Fraction(minutes * hour, 60)
    assert 0 <= hours_pence(minutes, hour) - exact < 1


def test_a_sleep_in_is_a_flat_sum_and_woken_minutes_by_the_hour() -> None:
    lines = shift_lines(worked(PayLineKind.SLEEP_IN, 9 * 60, woken=45), RATES)
    # 60.00 for the night, and 45 ÷ 60 × 13.20 = 9.90
    assert [(line.kind, line.pence, line.minutes) for line in lines] == [
        (PayLineKind.SLEEP_IN, 60_00, 0),
        (PayLineKind.SLEEP_IN_WOKEN, 9_90, 45),
    ]
    assert [line.words for line in lines] == [
        "One night at £60.00",
        "45 minutes at £13.20 an hour",
    ]


def test_woken_minutes_have_their_own_rate_where_one_was_agreed() -> None:
    own = DatedRate(PayLineKind.SLEEP_IN_WOKEN, 15_00, date(2026, 4, 1))
    lines = shift_lines(worked(PayLineKind.SLEEP_IN, 9 * 60, woken=45), [*RATES, own])
    assert gross_pence(lines) == 60_00 + 11_25


def test_a_waking_night_over_the_end_of_summer_time_is_paid_for_eleven_hours() -> None:
    # 22:00 to 08:00 on 24 to 25 October 2026 is 11 hours: 11 × 14.50
    night = worked(PayLineKind.WAKING_NIGHT, 11 * 60, day=date(2026, 10, 24))
    assert gross_pence(shift_lines(night, RATES)) == 159_50


def test_training_and_travel_are_paid_as_hours_are_unless_agreed_otherwise() -> None:
    assert gross_pence(shift_lines(worked(PayLineKind.TRAINING, 120), RATES)) == 26_40
    travel = DatedRate(PayLineKind.TRAVEL, 12_71, date(2026, 4, 1))
    assert gross_pence(shift_lines(worked(PayLineKind.TRAVEL, 30), [*RATES, travel])) == 6_36


def test_miles_are_counted_in_tenths() -> None:
    lines = shift_lines(worked(PayLineKind.STANDARD, 60, miles=123), RATES)
    # 12.3 × 0.45 = 5.535
    assert [(line.kind, line.pence, line.words) for line in lines] == [
        (PayLineKind.STANDARD, 13_20, "1 hour at £13.20 an hour"),
        (PayLineKind.MILEAGE, 5_54, "12.3 miles at £0.45 a mile"),
    ]
    assert miles_pence(10, 45) == 45


def test_the_rate_of_the_day_on_which_a_shift_began_counts() -> None:
    rates = [*RATES, DatedRate(PayLineKind.STANDARD, 13_90, date(2026, 11, 3))]
    before = agreed_rate(rates, PayLineKind.STANDARD, date(2026, 11, 2))
    after = agreed_rate(rates, PayLineKind.STANDARD, date(2026, 11, 3))
    assert (before and before.pence, after and after.pence) == (13_20, 13_90)


def test_what_was_never_agreed_says_so_and_costs_nothing() -> None:
    early = worked(PayLineKind.SLEEP_IN, 480, miles=10, day=date(2025, 1, 1))
    lines = shift_lines(early, RATES)
    assert gross_pence(lines) == 0
    assert [line.words for line in lines] == [
        "No rate was agreed for a sleep-in.",
        "1 mile: no rate was agreed.",
    ]
    assert shift_lines(worked(PayLineKind.STANDARD, 60), [])[0].words == (
        "1 hour: no rate was agreed."
    )


def test_time_and_miles_in_words() -> None:
    said = [hours_words(minutes) for minutes in (0, 1, 60, 90, 61, 1200)]
    assert said == ["0 minutes", "1 minute", "1 hour", "1 hour 30 minutes", "1 hour 1 minute",
                    "20 hours"]  # fmt: skip
    assert [miles_words(tenths) for tenths in (10, 15, 10_000)] == [
        "1 mile",
        "1.5 miles",
        "1,000 miles",
    ]
