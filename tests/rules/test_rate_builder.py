"""A week's money from hours of support: worked by hand, line by line."""

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.plans import errors
from budgets.plans.rules.rate_builder import build_rate, weekly_total_pence
from budgets.plans.values.rates import OWN_UNITS, RateName, RateRow, national_rates
from budgets.plans.values.support import (
    Assistance,
    Assistant,
    CostCode,
    Pension,
    RateLine,
    Support,
    WeeklySum,
    read_support,
)

DAY = date(2026, 11, 22)
SPRING = date(2026, 4, 1)
OWN = [
    RateRow(name, value, OWN_UNITS[name], SPRING, "Council's budget 2026-27")
    for name, value in {
        RateName.PA_HOUR: 13_20,
        RateName.AGENCY_HOUR: 24_50,
        RateName.INSURANCE_YEAR: 98_00,
        RateName.PAYROLL_FEE_WEEK: 4_63,
        RateName.TRAINING_YEAR: 150_00,
        RateName.CONTINGENCY_PERCENT: 5_00,
    }.items()
]
ROWS = [*national_rates(), *OWN]
BARE = Assistance(12 * 60, insurance=False, payroll=False)
"""Twelve hours of one assistant, with what the law asks and nothing beside it."""


def built(support: Support, day: date = DAY) -> dict[CostCode, RateLine]:
    lines = build_rate(support=support, rows=ROWS, day=day)
    return {line.code: line for line in lines}


def pence(assistance: Assistance, day: date = DAY) -> dict[str, int]:
    return {code.value: line.weekly_pence for code, line in built(Support(assistance), day).items()}


# Worked by hand


def test_twelve_hours_of_one_assistant() -> None:
    lines = build_rate(support=Support(Assistance(12 * 60)), rows=ROWS, day=DAY)
    # 158.40 × 0.1207 = 19.11888; a year is 52 × (158.40 + 19.12) = 9,231.04;
    # 4,231.04 × 0.15 = 634.656, all of it allowed; 98 ÷ 52 = 1.8846.
    assert [(line.code, line.weekly_pence, line.rule) for line in lines] == [
        (CostCode.PAY, 158_40, "12 hours at £13.20 = £158.40 a week"),
        (CostCode.HOLIDAY, 19_12, "12.07 % of £158.40 = £19.12 a week"),
        (
            CostCode.NATIONAL_INSURANCE,
            0,
            (
                "15 % of (£9,231.04 − £5,000.00) = £634.66 a year, "
                "less the Employment Allowance of £10,500.00: £0.00 a week"
            ),
        ),
        (
            CostCode.PENSION,
            0,
            (
                "Nobody who is enrolled earns more than £6,240.00 a year "
                "(enrolling starts by itself above £10,000.00 a year): £0.00 a week"
            ),
        ),
        (CostCode.INSURANCE, 1_88, "£98.00 a year ÷ 52 = £1.88 a week"),
        (CostCode.PAYROLL, 4_63, "£4.63 a week"),
    ]
    # 158.40 + 19.12 + 1.88 + 4.63
    assert weekly_total_pence(lines) == 184_03


def test_without_the_employment_allowance_national_insurance_is_paid() -> None:
    line = built(Support(replace(BARE, allowance=False)))[CostCode.NATIONAL_INSURANCE]
    # 634.656 ÷ 52 = 12.2049; rounding the year first would make it 12.21.
    assert line.weekly_pence == 12_20
    assert line.rule == "15 % of (£9,231.04 − £5,000.00) ÷ 52 = £12.20 a week"
    assert [row.name for row in line.rates] == [
        RateName.EMPLOYER_NI_PERCENT,
        RateName.NI_THRESHOLD_YEAR,
        RateName.NI_UNDER_21_YEAR,
    ]


def test_thirty_hours_bring_a_pension() -> None:
    asked = Assistance(30 * 60, allowance=False, training=True)
    assert pence(asked) == {
        "pay": 396_00,
        "holiday": 47_80,  # 396 × 0.1207 = 47.7972
        # 52 × 443.80 = 23,077.60; 18,077.60 × 0.15 = 2,711.64; ÷ 52 = 52.1469
        "national_insurance": 52_15,
        "pension": 9_71,  # (23,077.60 - 6,240) × 0.03 = 505.128; ÷ 52 = 9.7140
        "insurance": 1_88,
        "payroll": 4_63,
        "training": 2_88,  # 150 ÷ 52 = 2.8846
    }


def test_two_assistants_each_have_their_own_thresholds() -> None:
    # 20 and 10 hours: 264.00 and 132.00; holiday 47.80 is dealt 31.87 and 15.93.
    # Years: 52 × 295.87 = 15,385.24 and 52 × 147.93 = 7,692.36.
    asked = replace(
        BARE,
        minutes_per_week=30 * 60,
        assistants=(Assistant(2, 35), Assistant(1, 51)),
        allowance=False,
    )
    lines = built(Support(asked))
    insured, pensioned = lines[CostCode.NATIONAL_INSURANCE], lines[CostCode.PENSION]
    assert insured.weekly_pence == 37_72  # (10,385.24 + 2,692.36) × 0.15 ÷ 52 = 37.7238
    assert insured.rule == (
        "15 % of ((£15,385.24 − £5,000.00) + (£7,692.36 − £5,000.00)) ÷ 52 = £37.72 a week"
    )
    assert pensioned.weekly_pence == 5_28  # 9,145.24 × 0.03 ÷ 52 = 5.2761; 7,692.36 is too little


def test_who_joins_a_pension_counts_from_the_lower_limit() -> None:
    asked = replace(
        BARE,
        minutes_per_week=30 * 60,
        assistants=(Assistant(2, 35), Assistant(1, 51, Pension.JOINED)),
    )
    assert pence(asked)["pension"] == 6_11  # (9,145.24 + 1,452.36) × 0.03 ÷ 52 = 6.1140
    out = replace(asked, assistants=(Assistant(2, 35, Pension.OPTED_OUT), Assistant(1, 51)))
    assert pence(out)["pension"] == 0


def test_an_allowance_is_taken_off_once_for_all_assistants() -> None:
    # Three of 40 hours: 528.00 + 63.73 a week, 30,769.96 a year each.
    asked = replace(BARE, minutes_per_week=120 * 60, assistants=(Assistant(),) * 3)
    line = built(Support(asked))[CostCode.NATIONAL_INSURANCE]
    # 3 × 25,769.96 × 0.15 = 11,596.482; less 10,500 = 1,096.482; ÷ 52 = 21.0862
    assert line.weekly_pence == 21_09
    assert line.rule == (
        "(15 % of ((£30,769.96 − £5,000.00) + (£30,769.96 − £5,000.00) + "
        "(£30,769.96 − £5,000.00)), less the Employment Allowance of £10,500.00) "
        "÷ 52 = £21.09 a week"
    )


def test_pay_below_the_threshold_costs_no_national_insurance() -> None:
    # 5 hours: 66.00 + 7.97 holiday = 73.97 a week, 3,846.44 a year.
    line = built(Support(replace(BARE, minutes_per_week=5 * 60)))[CostCode.NATIONAL_INSURANCE]
    assert line.weekly_pence == 0
    assert line.rule == (
        "No pay is above £5,000.00 a year, or £50,270.00 a year for people under 21: £0.00 a week"
    )


def test_under_21_national_insurance_starts_far_higher() -> None:
    # 20 hours at 11.00: 220.00 + 26.55 = 246.55 a week, 12,820.60 a year.
    young = replace(BARE, minutes_per_week=20 * 60, hour_pence=11_00, allowance=False)
    assert pence(replace(young, assistants=(Assistant(1, 20),))) == {
        "pay": 220_00,
        "holiday": 26_55,
        "national_insurance": 0,
        "pension": 0,
    }
    # At 21 it starts at 5,000: 30 hours at 13.20 cost 52.15 as above.
    grown_up = replace(
        BARE, minutes_per_week=30 * 60, assistants=(Assistant(1, 21),), allowance=False
    )
    assert pence(grown_up)["national_insurance"] == 52_15


@pytest.mark.parametrize(
    ("age", "day", "enrolled"),
    [
        (21, DAY, False),
        (22, DAY, True),
        (66, DAY, True),
        (67, DAY, False),
        (65, date(2026, 4, 5), True),
        (66, date(2026, 4, 5), False),
        (None, DAY, True),
    ],
)
def test_from_22_to_state_pension_age_people_are_enrolled(
    age: int | None, day: date, enrolled: bool
) -> None:
    # 30 hours at 13.20: the same 9.71 as above.
    asked = replace(BARE, minutes_per_week=30 * 60, assistants=(Assistant(1, age),))
    assert pence(asked, day)["pension"] == (9_71 if enrolled else 0)


def test_a_pension_counts_up_to_the_upper_limit() -> None:
    # 100 hours: 1,320.00 + 159.32 a week is far above; (50,270 - 6,240) × 0.03 ÷ 52 = 25.4019
    assert pence(replace(BARE, minutes_per_week=100 * 60))["pension"] == 25_40


def test_a_half_penny_is_rounded_up_once() -> None:
    # A quarter of an hour at 13.22 = 3.305
    quarter = replace(BARE, minutes_per_week=15, hour_pence=13_22)
    line = built(Support(quarter))[CostCode.PAY]
    assert (line.weekly_pence, line.rule) == (3_31, "15 minutes at £13.22 = £3.31 a week")


def test_any_support_at_all_can_be_priced() -> None:
    support = Support(
        agency_minutes_per_week=3 * 60 + 15,
        weekly_sums=(WeeklySum("Swimming, with a friend", 12_50), WeeklySum(" Taxi ", 9_00)),
        contingency=True,
    )
    lines = build_rate(support=support, rows=ROWS, day=DAY)
    assert [(line.words, line.weekly_pence, line.rule) for line in lines] == [
        # 3.25 × 24.50 = 79.625
        ("Agency's hours", 79_63, "3 hours 15 minutes at £24.50 = £79.63 a week"),
        ("Swimming, with a friend", 12_50, "£12.50 a week"),
        ("Taxi", 9_00, "£9.00 a week"),
        # 101.13 × 0.05 = 5.0565
        ("For what can't be foreseen", 5_06, "5 % of £101.13 = £5.06 a week"),
    ]
    assert [[row.value for row in line.rates] for line in lines] == [[24_50], [], [], [5_00]]


def test_an_hour_agreed_for_one_person_needs_no_rate_of_the_council() -> None:
    asked = replace(BARE, hour_pence=15_00)
    (line, *_) = build_rate(support=Support(asked), rows=national_rates(), day=DAY)
    assert (line.weekly_pence, line.rates) == (180_00, ())


# Refused


@pytest.mark.parametrize(
    ("age", "hour", "day", "fine"),
    [
        (None, 12_71, DAY, True),
        (None, 12_70, DAY, False),
        (21, 12_70, DAY, False),
        (20, 12_70, DAY, True),
        (20, 10_85, DAY, True),
        (18, 10_84, DAY, False),
        (17, 8_00, DAY, True),
        (16, 7_99, DAY, False),
        (30, 12_21, date(2025, 4, 6), True),
        (30, 12_20, date(2025, 4, 6), False),
        (30, 0, DAY, False),
        (30, -13_20, DAY, False),
    ],
)
def test_nobody_is_paid_below_the_minimum_wage(
    age: int | None, hour: int, day: date, fine: bool
) -> None:
    support = Support(replace(BARE, hour_pence=hour, assistants=(Assistant(1, age),)))
    if fine:
        build_rate(support=support, rows=ROWS, day=day)
    else:
        with pytest.raises(errors.RateBelowMinimumWage):
            build_rate(support=support, rows=ROWS, day=day)


def test_a_councils_rate_that_was_forgotten_in_april_is_refused_too() -> None:
    old = [replace(row, value=12_50) if row.name == RateName.PA_HOUR else row for row in ROWS]
    with pytest.raises(errors.RateBelowMinimumWage) as refused:
        build_rate(support=Support(BARE), rows=old, day=DAY)
    assert refused.value.sentence == ("£12.50 an hour is below the minimum wage of £12.71 an hour.")


def test_the_youngest_of_several_does_not_lower_it_for_the_others() -> None:
    support = Support(
        replace(BARE, hour_pence=11_00, assistants=(Assistant(1, 19), Assistant(1, 40)))
    )
    with pytest.raises(errors.RateBelowMinimumWage) as refused:
        build_rate(support=support, rows=ROWS, day=DAY)
    assert refused.value.sentence.endswith("£12.71 an hour for somebody who is 40.")


ONE, TWO = (Assistant(),), (Assistant(), Assistant())
WEEK = 168 * 60


@pytest.mark.parametrize(
    ("support", "refusal"),
    [
        (Support(), errors.SupportMissing),
        (Support(contingency=True), errors.SupportMissing),
        (Support(replace(BARE, minutes_per_week=0)), errors.HoursAbsurd),
        (Support(replace(BARE, minutes_per_week=-15)), errors.HoursAbsurd),
        (Support(replace(BARE, minutes_per_week=WEEK + 1)), errors.HoursAbsurd),
        (Support(replace(BARE, minutes_per_week=WEEK)), None),
        (Support(replace(BARE, minutes_per_week=2 * WEEK, assistants=TWO)), None),
        (Support(replace(BARE, minutes_per_week=2 * WEEK + 1, assistants=TWO)), errors.HoursAbsurd),
        (
            Support(replace(BARE, minutes_per_week=WEEK + 60, assistants=(Assistant(999), *ONE))),
            errors.HoursAbsurd,
        ),
        (Support(agency_minutes_per_week=-1), errors.HoursAbsurd),
        (Support(agency_minutes_per_week=2 * WEEK), None),
        (Support(agency_minutes_per_week=2 * WEEK + 1), errors.HoursAbsurd),
        (Support(replace(BARE, assistants=())), errors.SharesAbsurd),
        (Support(replace(BARE, assistants=ONE * 21)), errors.SharesAbsurd),
        (Support(replace(BARE, assistants=(Assistant(0),))), errors.SharesAbsurd),
        (Support(replace(BARE, assistants=(Assistant(-1), *TWO))), errors.SharesAbsurd),
        (Support(replace(BARE, assistants=(Assistant(1, 15),))), errors.AgeAbsurd),
        (Support(replace(BARE, assistants=(Assistant(1, 101),))), errors.AgeAbsurd),
        (Support(weekly_sums=(WeeklySum("Taxi", 0),)), errors.WeeklySumAbsurd),
        (Support(weekly_sums=(WeeklySum("Taxi", -1),)), errors.WeeklySumAbsurd),
        (Support(weekly_sums=(WeeklySum("  ", 1),)), errors.WeeklySumAbsurd),
    ],
)
def test_what_nobody_can_mean_is_refused_by_name(
    support: Support, refusal: type[Exception] | None
) -> None:
    if refusal is None:
        assert weekly_total_pence(build_rate(support=support, rows=ROWS, day=DAY)) > 0
    else:
        with pytest.raises(refusal):
            build_rate(support=support, rows=ROWS, day=DAY)


@pytest.mark.parametrize(
    ("support", "missing"),
    [
        (Support(BARE), "a personal assistant's hour"),
        (Support(replace(BARE, hour_pence=15_00, insurance=True)), "an employer's insurance"),
        (Support(replace(BARE, hour_pence=15_00, payroll=True)), "payroll"),
        (Support(agency_minutes_per_week=60), "an agency's hour"),
        (
            Support(weekly_sums=(WeeklySum("Taxi", 9_00),), contingency=True),
            "what is added for the unexpected",
        ),
    ],
)
def test_a_rate_that_the_council_has_not_set_is_named(support: Support, missing: str) -> None:
    before = SPRING - timedelta(days=1)
    with pytest.raises(errors.RateMissing) as refused:
        build_rate(support=support, rows=ROWS, day=before)
    assert refused.value.sentence == (
        f"There is no rate for {missing} on 31 March 2026. Set one first."
    )


# Whatever is asked

ASSISTANTS = st.builds(
    Assistant, st.integers(1, 1000), st.none() | st.integers(16, 100), st.sampled_from(Pension)
)
ASSISTANCES = st.builds(
    Assistance,
    minutes_per_week=st.integers(1, WEEK),
    assistants=st.lists(ASSISTANTS, min_size=1, max_size=20).map(tuple),
    hour_pence=st.none() | st.integers(12_71, 999_999_999_99),
    allowance=st.booleans(),
    insurance=st.booleans(),
    payroll=st.booleans(),
    training=st.booleans(),
)
SUMS = st.builds(WeeklySum, st.text(min_size=1).filter(str.strip), st.integers(1, 10_000_00))
SUPPORTS = st.builds(
    Support,
    assistance=ASSISTANCES,
    agency_minutes_per_week=st.integers(0, 2 * WEEK),
    weekly_sums=st.lists(SUMS, max_size=3).map(tuple),
    contingency=st.booleans(),
)


@given(SUPPORTS)
def test_the_lines_are_the_total_and_none_is_negative_or_too_long_to_keep(support: Support) -> None:
    lines = build_rate(support=support, rows=ROWS, day=DAY)
    assert weekly_total_pence(lines) == sum(line.weekly_pence for line in lines)
    assert all(line.weekly_pence >= 0 for line in lines)
    assert all(len(line.rule) <= 1000 for line in lines)
    if support.contingency:
        before, last = weekly_total_pence(lines[:-1]), lines[-1].weekly_pence
        assert abs(last - Fraction(before, 20)) <= Fraction(1, 2)


@given(SUPPORTS)
def test_what_was_asked_can_be_kept_and_asked_again(support: Support) -> None:
    assert read_support(json.loads(json.dumps(support.as_data()))) == support


@given(
    st.integers(1, WEEK),
    st.integers(12_71, 50_00),
    st.lists(st.integers(1, 1000), min_size=1, max_size=6),
)
def test_however_hours_are_shared_pay_is_the_same_and_costs_no_more(
    minutes: int, hour: int, shares: list[int]
) -> None:
    one = Assistance(minutes, hour_pence=hour, allowance=False, insurance=False, payroll=False)
    shared = replace(one, assistants=tuple(Assistant(share) for share in shares))
    alone, together = pence(one), pence(shared)
    assert (alone["pay"], alone["holiday"]) == (together["pay"], together["holiday"])
    assert together["national_insurance"] <= alone["national_insurance"]
    exact = Fraction(minutes * hour, 60)
    assert abs(alone["pay"] - exact) <= Fraction(1, 2)
    year = 52 * (alone["pay"] + alone["holiday"])
    insured = max(Fraction(0), Fraction(15, 100) * (year - 5_000_00) / 52)
    assert abs(alone["national_insurance"] - insured) <= Fraction(1, 2)
