"""What may be wrong with hours: each check alone, at its edge, in the words that are read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from budgets.assistants.rules.checks import warnings_about
from budgets.assistants.rules.hours import minutes_between, paid_minutes, week_of
from budgets.assistants.values import NewShift, ShiftKind, Warning_, WarningCode
from budgets.assistants.values.facts import (
    Days,
    Stretch,
    Timeline,
    WeekSums,
    WorkFacts,
)
from budgets.assistants.values.pay import DatedRate, PayLineKind

HERE, ELSEWHERE, HELPER = uuid4(), uuid4(), uuid4()
MONDAY = date(2026, 11, 16)


def rate(kind: str, pence: int, from_on: date = date(2026, 3, 1)) -> DatedRate:
    return DatedRate(PayLineKind(kind), pence, from_on)


WORK = WorkFacts(
    engagement_id=HERE,
    assistant_id=HELPER,
    user_id=uuid4(),
    budget_id=uuid4(),
    person_id=uuid4(),
    starts_on=date(2026, 3, 1),
    employed_from=date(2026, 3, 1),
    last_on=None,
    died_on=None,
    born_on=date(1990, 2, 3),
    weekly_minutes=0,
    opted_out=False,
    is_self_employed=False,
    rates=[rate("standard", 14_00, date(2026, 3, 1))],
)
OTHER = replace(WORK, engagement_id=ELSEWHERE, person_id=uuid4(), budget_id=uuid4())


def new(hour: float = 9, hours: float = 4, *, day: date = MONDAY, **said: Any) -> NewShift:
    started = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour)
    usual = NewShift(
        id=uuid4(),
        engagement_id=HERE,
        kind=ShiftKind.STANDARD,
        started_at=started,
        ended_at=started + timedelta(hours=hours),
        logged_at=started,
    )
    return replace(usual, **said)


def found(
    shift: NewShift, others: Sequence[NewShift] = (), work: WorkFacts = WORK
) -> list[Warning_]:
    timeline, sums = Timeline(), WeekSums()
    for one in (*others, shift):
        minutes = minutes_between(one.started_at, one.ended_at)
        timeline.add(Stretch(one.started_at, one.ended_at, one.id, one.engagement_id))
        hourly = paid_minutes(
            kind=one.kind,
            minutes=minutes,
            break_minutes=one.break_minutes,
            woken_minutes=one.woken_minutes,
        )
        worked = minutes - one.break_minutes
        sums.add(one.engagement_id, week_of(one.started_at), worked=worked, hourly=hourly)
    return warnings_about(shift, work=work, timeline=timeline, sums=sums, own=[work, OTHER])


def codes(*args: Any, **said: Any) -> list[WarningCode]:
    return [one.code for one in found(*args, **said)]


def test_an_ordinary_morning_needs_no_words() -> None:
    assert found(new()) == []


@pytest.mark.parametrize(
    ("hour", "hours", "overlaps"),
    [(8, 1, False), (13, 1, False), (8, 1.25, True), (12.75, 1, True), (10, 1, True), (8, 6, True)],
)
def test_overlaps(hour: float, hours: float, *, overlaps: bool) -> None:
    here = new(hour, hours)
    assert (WarningCode.OVERLAP in codes(new(), [here])) is overlaps
    there = replace(here, engagement_id=ELSEWHERE)
    assert (WarningCode.OVERLAP_ELSEWHERE in codes(new(), [there])) is overlaps


def test_an_overlap_names_no_other_employer() -> None:
    (said,) = found(new(), [new(12, 3, engagement_id=ELSEWHERE)])
    assert said.words == (
        "This overlaps with hours of yours for somebody else: 16 November, 12:00 to 15:00."
    )


def test_morning_and_evening_calls_leave_enough_rest() -> None:
    assert codes(new(7, 3), [new(17, 3)]) == []
    assert codes(new(7, 3), [new(17, 3.25)]) == [WarningCode.SHORT_REST]


def test_a_late_evening_before_an_early_morning() -> None:
    late, early = new(18, 4), new(7, 2, day=MONDAY + timedelta(days=1))
    (said,) = found(early, [late])
    assert said == Warning_(
        WarningCode.SHORT_REST,
        "Work goes on from 16 November, 18:00 to 17 November, 09:00 without 11 hours of rest.",
    )
    assert codes(late, [early]) == [WarningCode.SHORT_REST]
    assert codes(new(9, 2, day=MONDAY + timedelta(days=1)), [late]) == []


def test_rest_between_two_employers_is_the_assistants_matter() -> None:
    late = new(18, 4, engagement_id=ELSEWHERE)
    assert codes(new(7, 2, day=MONDAY + timedelta(days=1)), [late]) == [
        WarningCode.SHORT_REST_ELSEWHERE
    ]


@pytest.mark.parametrize(
    ("hours", "break_minutes", "kind", "short"),
    [
        (6, 0, ShiftKind.STANDARD, False),
        (6.25, 0, ShiftKind.STANDARD, True),
        (8, 19, ShiftKind.WAKING_NIGHT, True),
        (8, 20, ShiftKind.WAKING_NIGHT, False),
        (9, 0, ShiftKind.SLEEP_IN, False),
    ],
)
def test_a_break(hours: float, break_minutes: int, kind: ShiftKind, *, short: bool) -> None:
    shift = new(9, hours, break_minutes=break_minutes, kind=kind)
    assert (WarningCode.SHORT_BREAK in codes(shift)) is short


def weeks(count: int, hours: float, **said: Any) -> list[NewShift]:
    return [
        new(9, hours, day=MONDAY - timedelta(weeks=week) + timedelta(days=day), **said)
        for week in range(count)
        for day in range(6)
        if (week, day) != (0, 0)
    ]


def test_48_hours_are_an_average_over_17_weeks() -> None:
    usual = {"break_minutes": 30}
    shift = new(9, 8.5, **usual)
    assert codes(shift, weeks(17, 8.5, **usual)) == []
    longer = replace(shift, ended_at=shift.ended_at + timedelta(minutes=15))
    (said,) = found(longer, weeks(17, 8.5, **usual))
    assert said.code == WarningCode.LONG_WEEKS
    assert "48 hours a week on average over 17 weeks" in said.words


def test_a_new_assistants_average_is_of_the_weeks_they_worked() -> None:
    began = replace(WORK, starts_on=MONDAY, employed_from=MONDAY)
    shift = new(9, 9, break_minutes=30)
    assert codes(shift, weeks(1, 8.5, break_minutes=30), work=began) == [WarningCode.LONG_WEEKS]


def test_who_agreed_to_more_is_not_told() -> None:
    shift, others = new(9, 9, break_minutes=30), weeks(17, 9, break_minutes=30)
    assert codes(shift, others, work=replace(WORK, opted_out=True)) == []
    assert codes(shift, others, work=replace(WORK, is_self_employed=True)) == []


def test_work_for_two_counts_together_and_is_told_to_the_assistant() -> None:
    others = weeks(17, 9, break_minutes=30, engagement_id=ELSEWHERE)
    assert codes(new(20, 1), others) == [WarningCode.LONG_WEEKS_ELSEWHERE]


def test_work_without_any_rate() -> None:
    free = replace(WORK, rates=[])
    (said,) = found(new(kind=ShiftKind.SLEEP_IN), work=free)
    assert said.words == "No pay is agreed for a sleep-in yet. The employer can write it down."
    assert codes(new(kind=ShiftKind.TRAINING)) == []
    assert codes(new(day=date(2026, 2, 27)), work=WORK) == [WarningCode.NO_RATE]


@pytest.mark.parametrize(
    ("pence", "born_on", "below"),
    [
        (12_71, date(1990, 2, 3), False),
        (12_70, date(1990, 2, 3), True),
        (12_70, None, True),
        (10_85, date(2005, 11, 2), False),
        (10_85, date(2005, 11, 1), True),
    ],
)
def test_the_minimum_wage_by_the_age_at_the_start(
    pence: int, born_on: date | None, *, below: bool
) -> None:
    """Somebody who turns 21 on 2 November is paid as 20 until the month is over."""
    paid = replace(WORK, born_on=born_on, rates=[rate("standard", pence, MONDAY)])
    assert (WarningCode.BELOW_MINIMUM_WAGE in codes(new(), work=paid)) is below


def test_a_new_minimum_wage_bites_with_the_month() -> None:
    old = [rate("standard", 12_21, date(2026, 3, 1))]
    paid = replace(WORK, rates=old)
    assert codes(new(day=date(2026, 3, 31)), work=paid) == []
    (said,) = found(new(day=date(2026, 4, 1)), work=paid)
    assert said.words == "This is £48.84 for 4 hours. The minimum wage would be £50.84."


def test_a_sleep_in_is_its_sum_and_the_minutes_awake() -> None:
    flat = [*WORK.rates, rate("sleep_in", 50_00)]
    night = new(22, 9, kind=ShiftKind.SLEEP_IN, woken_minutes=60)
    assert codes(night, work=replace(WORK, rates=flat)) == []
    short = [rate("standard", 6_00), rate("sleep_in", 5_00)]
    assert codes(night, work=replace(WORK, rates=short)) == [WarningCode.BELOW_MINIMUM_WAGE]


def test_self_employed_helpers_set_their_own_price() -> None:
    cheap = replace(WORK, is_self_employed=True, rates=[rate("standard", 9_00, date(2026, 3, 1))])
    assert codes(new(), work=cheap) == []


def test_more_than_was_agreed_for_the_week() -> None:
    agreed = replace(WORK, weekly_minutes=8 * 60)
    other = new(9, 4, day=MONDAY + timedelta(days=2))
    assert codes(new(), [other], work=agreed) == []
    (said,) = found(new(9, 4.5), [other], work=agreed)
    assert said.words == (
        "This makes 8 hours 30 minutes in the week from 16 November. 8 hours are agreed."
    )
    asleep = new(22, 8, kind=ShiftKind.SLEEP_IN)
    nights = [*WORK.rates, rate("sleep_in", 50_00)]
    tired = new(9, 9, break_minutes=60, day=MONDAY + timedelta(days=2))
    assert codes(asleep, [tired], work=replace(agreed, rates=nights)) == []


def test_more_than_is_left() -> None:
    assert codes(new(), work=replace(WORK, left_pence=56_00)) == []
    assert codes(new(), work=replace(WORK, left_pence=None)) == []
    (said,) = found(new(), work=replace(WORK, left_pence=55_99))
    assert said.words == "This costs about £56.00, and £55.99 is left. Talk to the council."
    miles = [*WORK.rates, rate("mileage", 45)]
    driven = new(miles_tenths=21)
    assert codes(driven, work=replace(WORK, rates=miles, left_pence=56_95)) == []
    assert codes(driven, work=replace(WORK, rates=miles, left_pence=56_94)) == [
        WarningCode.MONEY_SHORT
    ]


@pytest.mark.parametrize(
    ("away", "warned"),
    [
        (Days(date(2026, 11, 15), date(2026, 11, 17)), True),
        (Days(date(2026, 11, 15), None), True),
        (Days(MONDAY, date(2026, 11, 20)), False),
        (Days(date(2026, 11, 10), MONDAY), False),
        (Days(date(2026, 11, 1), date(2026, 11, 15)), False),
    ],
)
def test_in_hospital_on_whole_days(away: Days, *, warned: bool) -> None:
    """On the day they go in, and on the day they come home, help is needed."""
    assert (codes(new(), work=replace(WORK, away=[away])) == [WarningCode.IN_HOSPITAL]) is warned


def test_after_the_last_day_and_after_a_death() -> None:
    sunday = date(2026, 11, 15)
    assert codes(new(), work=replace(WORK, last_on=MONDAY, died_on=MONDAY)) == []
    assert codes(new(), work=replace(WORK, last_on=sunday)) == [WarningCode.AFTER_END]
    (said,) = found(new(), work=replace(WORK, died_on=sunday))
    assert said.code == WarningCode.AFTER_DEATH
    assert "We are sorry" in said.words
