"""The minimum wage: averaged over a period, by the age and the rate at its start."""

from datetime import date
from uuid import uuid4

import pytest

from budgets.assistants.rules.pay.gross import shift_lines
from budgets.assistants.rules.pay.minimum_wage import (
    age_on,
    below_minimum,
    counted,
    least_an_hour,
    with_lodging,
)
from budgets.assistants.values.pay import DatedRate, PayLineKind, Worked
from budgets.plans.errors import RateMissing
from budgets.plans.values.rates import national_rates

ROWS = national_rates()
PERIOD = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2005, 11, 2), date(2026, 11, 2), 21),
        (date(2005, 11, 3), date(2026, 11, 2), 20),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
        (None, date(2026, 11, 2), None),
    ],
)
def test_an_age_is_in_whole_years(born_on: date | None, day: date, age: int | None) -> None:
    assert age_on(born_on, day) == age


@pytest.mark.parametrize(
    ("born_on", "starts_on", "pence"),
    [
        # GOV.UK, National Minimum Wage rates; the table in domain.md
        (None, date(2026, 3, 31), 12_21),
        (None, date(2026, 4, 1), 12_71),
        (date(2005, 11, 2), PERIOD, 12_71),
        # 21 on the second day of the period: the whole period is at the rate for 20
        (date(2005, 11, 3), PERIOD, 10_85),
        (date(2009, 1, 1), PERIOD, 8_00),
        (date(2007, 6, 1), date(2025, 11, 3), 10_00),
    ],
)
def test_the_age_and_rate_at_the_start_of_the_period_count(
    born_on: date | None, starts_on: date, pence: int
) -> None:
    assert least_an_hour(ROWS, born_on, starts_on).value == pence


def test_a_new_rate_bites_from_the_first_period_that_starts_on_or_after_its_day() -> None:
    # A period from 16 March 2026 still has 12.21 for work in April; the next has 12.71.
    work = {"minutes": 600, "pence": 122_10, "born_on": None, "rows": ROWS}
    assert below_minimum(period_starts_on=date(2026, 3, 16), **work) is None
    short = below_minimum(period_starts_on=date(2026, 4, 13), **work)
    assert short
    assert (short.least_pence, short.missing_pence) == (127_10, 5_00)
    assert "1 April 2026" in short.source


def test_it_is_an_average_over_the_period() -> None:
    # 20 hours at 12.00 and 20 at 14.00 are 520.00; 40 × 12.71 = 508.40
    work = {"born_on": None, "period_starts_on": PERIOD, "rows": ROWS}
    assert below_minimum(minutes=40 * 60, pence=520_00, **work) is None
    assert below_minimum(minutes=40 * 60, pence=508_40, **work) is None
    short = below_minimum(minutes=40 * 60, pence=508_39, **work)
    assert short
    assert short.missing_pence == 1


def test_of_a_sleep_in_only_woken_minutes_are_time() -> None:
    # 4 nights of 9 hours for 60.00, woken 30 minutes in all at 13.20: 246.60 for half an hour
    rates = [
        DatedRate(PayLineKind.STANDARD, 13_20, date(2026, 4, 1)),
        DatedRate(PayLineKind.SLEEP_IN, 60_00, date(2026, 4, 1)),
    ]
    nights = [
        Worked(uuid4(), PayLineKind.SLEEP_IN, PERIOD, 540, woken, 100) for woken in (0, 0, 10, 20)
    ]
    lines = [line for night in nights for line in shift_lines(night, rates)]
    assert counted(lines) == (30, 246_60)


def test_a_night_of_little_sleep_can_fall_below() -> None:
    # 30.00 flat and 4 hours woken at 5.00: 50.00 for 4 hours, where 50.84 is due
    short = below_minimum(
        minutes=240, pence=50_00, born_on=None, period_starts_on=PERIOD, rows=ROWS
    )
    assert short
    assert short.missing_pence == 84


def test_no_rate_by_that_day_is_refused_by_name() -> None:
    with pytest.raises(RateMissing):
        below_minimum(minutes=60, pence=0, born_on=None, period_starts_on=date(2020, 1, 1),
                      rows=ROWS)  # fmt: skip


@pytest.mark.parametrize(
    ("charged", "counts"),
    [
        # 28 days at 11.10 = 310.80 (regs 14 to 16)
        (0, 1_310_80),  # free: the offset is added
        (310_80, 1_000_00),  # at the offset: no difference
        (400_00, 910_80),  # 89.20 above it is taken off
    ],
)
def test_a_room_counts_up_to_the_offset(charged: int, counts: int) -> None:
    assert (
        with_lodging(
            pence=1_000_00, days=28, charged_pence=charged, period_starts_on=PERIOD, rows=ROWS
        )
        == counts
    )
