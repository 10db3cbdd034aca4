"""What an uplift may be, whom it is for, and what it makes of a week, to the penny."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.plans import errors
from budgets.plans.rules.uplift import (
    as_data,
    check_free,
    check_uplift,
    raise_week,
    raised_pence,
    read_filters,
    shared_pence,
)
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.rates import RateName, RateRow, Unit, national_rates
from budgets.plans.values.schedule import Frequency
from budgets.plans.values.support import Assistance, Assistant, Support, WeeklySum
from budgets.plans.values.uplift import UpliftFilters, UpliftTotals, Way, Week
from ledgers.values import Purpose

DAY = date(2026, 4, 6)
TEAM = UUID("0193a5c0-0000-7000-8000-000000000007")
BY_HALF = Way(percent_points=450)

# Percentages


@pytest.mark.parametrize(
    ("pence", "points", "raised"),
    [
        (310_00, 450, 323_95),  # 310.00 × 1.045 = 323.95
        (214_37, 450, 224_02),  # 214.37 × 1.045 = 224.01665
        (100, 50, 101),  # 1.00 × 1.005 = 1.005: half up
        (99, 50, 99),  # 0.99 × 1.005 = 0.99495
        (323_95, -431, 309_99),  # 323.95 × 0.9569 = 309.987755
        (1, 1, 1),
    ],
)
def test_a_percentage_is_rounded_once_half_up(pence: int, points: int, raised: int) -> None:
    assert raised_pence(pence, points) == raised


def test_the_persons_contribution_stays() -> None:
    week = raise_week(week=Week(310_00, 30_00), way=BY_HALF, rows=(), day=DAY)
    assert (week.total_pence, week.contribution_pence) == (323_95, 30_00)


def test_it_is_never_above_the_new_total() -> None:
    way = Way(percent_points=-5_000)
    week = raise_week(week=Week(50_00, 30_00), way=way, rows=(), day=DAY)
    assert (week.total_pence, week.contribution_pence) == (25_00, 25_00)


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (Way(percent_points=450), "Raised by 4.5 %"),
        (Way(percent_points=-431), "Lowered by 4.31 %"),
        (Way(percent_points=300), "Raised by 3 %"),
        (Way(hour_pence=13_20), "A new rate of £13.20 an hour"),
    ],
)
def test_it_says_which_way_it_goes(way: Way, words: str) -> None:
    assert way.words == words


# Lines


def test_lines_add_up_to_the_new_total() -> None:
    # 100.00, 50.00 and 33.33 of 183.33, which becomes 191.58:
    # 104.5003, 52.2502 and 34.8295; the last has the largest remainder of a penny.
    assert shared_pence([100_00, 50_00, 33_33], 191_58) == [104_50, 52_25, 34_83]


def test_a_line_below_nothing_stays_as_it_is() -> None:
    # 120.00 less 20.00 is 100.00, and becomes 104.50: 124.50 less 20.00.
    assert shared_pence([100_00, -20_00, 20_00], 104_50) == [103_75, -20_00, 20_75]


def test_without_lines_there_are_none() -> None:
    assert shared_pence([], 104_50) == []


@given(st.lists(st.integers(0, 10**6), min_size=1).filter(any), st.integers(-5_000, 5_000))
def test_not_a_penny_is_lost(lines: list[int], points: int) -> None:
    new = raised_pence(sum(lines), points)
    shares = shared_pence(lines, new)
    assert sum(shares) == new
    assert all(share == 0 for share, line in zip(shares, lines, strict=True) if line == 0)


# A new rate for an hour


OWN = (
    RateRow(RateName.PA_HOUR, 12_60, Unit.PENCE_AN_HOUR, date(2025, 4, 1), "The council"),
    RateRow(RateName.AGENCY_HOUR, 24_00, Unit.PENCE_AN_HOUR, date(2025, 4, 1), "The council"),
)
ROWS = (*OWN, *national_rates())
SIMPLE = Assistance(minutes_per_week=600, insurance=False, payroll=False)


def built(support: Support, total_pence: int = 130_00, contribution_pence: int = 0) -> Week:
    return Week(total_pence, contribution_pence, support.as_data())


def at(hour_pence: int, week: Week) -> Week:
    return raise_week(week=week, way=Way(hour_pence=hour_pence), rows=ROWS, day=DAY)


def test_figures_that_were_built_are_built_again() -> None:
    # 10 hours at 13.20 = 132.00; holiday 12.07 % of it = 15.93; 52 × 147.93 = 7,692.36 a year:
    # National Insurance is within the allowance, and 10,000 a year starts no pension.
    week = at(13_20, built(Support(assistance=SIMPLE), 140_00, 20_00))
    assert [line.weekly_pence for line in week.lines] == [132_00, 15_93, 0, 0]
    assert (week.total_pence, week.contribution_pence) == (147_93, 20_00)
    assert week.built_from is not None
    assert week.built_from["assistance"]["hour_pence"] == 13_20


def test_other_parts_of_a_week_are_kept() -> None:
    support = Support(assistance=SIMPLE, weekly_sums=(WeeklySum("Swimming", 8_50),))
    assert at(13_20, built(support)).total_pence == 147_93 + 8_50


@pytest.mark.parametrize(
    ("week", "refusal"),
    [
        (Week(140_00, 0), errors.NotBuiltFromHours),
        (built(Support(agency_minutes_per_week=600)), errors.NobodyByTheHour),
        (
            built(Support(assistance=Assistance(minutes_per_week=600, hour_pence=13_20))),
            errors.HourNoHigher,
        ),
        (built(Support(assistance=SIMPLE), 147_94), errors.WouldBeLowered),
    ],
)
def test_what_a_new_rate_is_not_for(week: Week, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        at(13_20, week)


def test_nobody_is_raised_to_less_than_the_law_says() -> None:
    # From April 2026 it is 12.71 an hour.
    with pytest.raises(errors.RateBelowMinimumWage, match=r"£12\.70 an hour is below"):
        at(12_70, built(Support(assistance=SIMPLE)))


def test_a_better_hour_is_kept() -> None:
    own = Assistance(minutes_per_week=600, hour_pence=15_00, assistants=(Assistant(),))
    with pytest.raises(errors.HourNoHigher, match=r"£15\.00 an hour is agreed"):
        at(13_20, built(Support(assistance=own)))


# What stands in the way


def test_others_that_wait_or_come_later_stand_in_the_way() -> None:
    check_free(is_waiting=False, later_on=None)
    with pytest.raises(errors.StatementWaiting):
        check_free(is_waiting=True, later_on=None)
    with pytest.raises(errors.StatementOverlaps, match="begin on 1 June 2026"):
        check_free(is_waiting=False, later_on=date(2026, 6, 1))


@pytest.mark.parametrize(
    "way",
    [
        Way(),
        Way(450, 13_20),
        Way(percent_points=0),
        Way(percent_points=5_001),
        Way(percent_points=-5_001),
        Way(hour_pence=0),
        Way(hour_pence=200_01),
    ],
)
def test_what_nobody_can_mean(way: Way) -> None:
    with pytest.raises(errors.UpliftAbsurd):
        check_uplift(way=way, words="This year's", starts_on=DAY, today=DAY)


def test_it_is_said_what_it_is() -> None:
    with pytest.raises(errors.UpliftUnsaid):
        check_uplift(way=BY_HALF, words=" ", starts_on=DAY, today=DAY)
    with pytest.raises(errors.DayAbsurd):
        check_uplift(way=BY_HALF, words="This", starts_on=date(1999, 4, 6), today=DAY)


# Filters


FILTERS = {
    "kinds": ["direct_payment"],
    "team_ids": [str(TEAM)],
    "purposes": ["personal_assistance", "breaks"],
    "holder_kinds": ["person"],
    "frequencies": ["four_weekly"],
    "account_kinds": ["card"],
    "references": ["B-1"],
    "weekly_from_pence": 0,
    "weekly_to_pence": 500_00,
}


def test_filters_are_read_by_name() -> None:
    read = read_filters(FILTERS)
    assert read == UpliftFilters(
        kinds=(BudgetKind.DIRECT_PAYMENT,),
        team_ids=(TEAM,),
        purposes=(Purpose.PERSONAL_ASSISTANCE, Purpose.BREAKS),
        holder_kinds=(HolderKind.PERSON,),
        frequencies=(Frequency.FOUR_WEEKLY,),
        account_kinds=(AccountChoice.CARD,),
        references=("B-1",),
        weekly_from_pence=0,
        weekly_to_pence=500_00,
    )
    assert as_data(read) == FILTERS
    assert as_data(read_filters({})) == {}


@pytest.mark.parametrize(
    "data",
    [
        {"colour": ["red"]},
        {"kinds": ["pot"]},
        {"kinds": "direct_payment"},
        {"kinds": 7},
        {"team_ids": ["North"]},
        {"weekly_from_pence": "100"},
        {"weekly_from_pence": -1},
        {"weekly_to_pence": 1.5},
        {"weekly_to_pence": True},
    ],
)
def test_no_filter_is_guessed(data: dict[str, Any]) -> None:
    with pytest.raises(errors.FilterUnknown):
        read_filters(data)


@pytest.mark.parametrize(("pence", "fits"), [(99, False), (100, True), (200, True), (201, False)])
def test_between_two_sums_both_count(pence: int, fits: bool) -> None:
    assert UpliftFilters(weekly_from_pence=100, weekly_to_pence=200).fits_week(pence) is fits


def test_a_year_has_365_days() -> None:
    totals = UpliftTotals(2, 0, 0, old_weekly_pence=620_00, new_weekly_pence=647_90)
    # 620.00 × 365 / 7 = 32,328.571; 647.90 × 365 / 7 = 33,783.357
    assert (totals.old_yearly_pence, totals.new_yearly_pence) == (32_328_57, 33_783_36)
    assert (totals.more_weekly_pence, totals.more_yearly_pence) == (27_90, 1_454_79)
