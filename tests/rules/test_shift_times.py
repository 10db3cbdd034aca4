"""Hours over midnight and the clocks' changes, and times by the clock on the wall."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.assistants.errors import ShiftTimeGone, ShiftTimeTwice
from budgets.assistants.rules.hours import (
    hours_in_words,
    minutes_between,
    paid_minutes,
    week_of,
    weeks_before,
)
from budgets.assistants.rules.local_time import read_local
from payments.payouts.values import LONDON

FORWARD = date(2026, 3, 29)
BACK = date(2026, 10, 25)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("evening", "minutes"),
    [
        (date(2026, 3, 28), 9 * 60),
        (date(2026, 10, 24), 11 * 60),
        (date(2026, 11, 16), 10 * 60),
    ],
)
def test_a_night_counts_the_hours_that_were_worked(evening: date, minutes: int) -> None:
    """22:00 to 08:00: nine hours in March, eleven in October, ten on every other night."""
    start = read_local(day=evening, at=time(22))
    end = read_local(day=evening + timedelta(days=1), at=time(8))
    assert minutes_between(start, end) == minutes
    assert minutes_between(start.astimezone(LONDON), end.astimezone(LONDON)) == minutes


def test_a_time_that_was_skipped_is_asked() -> None:
    with pytest.raises(ShiftTimeGone) as refused:
        read_local(day=FORWARD, at=time(1, 30))
    assert refused.value.choices == (utc(2026, 3, 29, 0, 30), utc(2026, 3, 29, 1, 30))
    assert read_local(day=FORWARD, at=time(1, 30), fold=1) == utc(2026, 3, 29, 1, 30)


def test_a_time_that_came_twice_is_asked() -> None:
    with pytest.raises(ShiftTimeTwice) as refused:
        read_local(day=BACK, at=time(1, 30))
    first, second = refused.value.choices
    assert (first, second) == (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))
    assert read_local(day=BACK, at=time(1, 30), fold=0) == first
    assert read_local(day=BACK, at=time(1, 30), fold=1) == second


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        (FORWARD, time(0, 59), utc(2026, 3, 29, 0, 59)),
        (FORWARD, time(2), utc(2026, 3, 29, 1)),
        (BACK, time(0, 59), utc(2026, 10, 24, 23, 59)),
        (BACK, time(2), utc(2026, 10, 25, 2)),
        (date(2026, 7, 1), time(9), utc(2026, 7, 1, 8)),
    ],
)
def test_every_other_time_is_one_moment(day: date, at: time, moment: datetime) -> None:
    assert read_local(day=day, at=at) == moment
    assert read_local(day=day, at=at, fold=1) == moment


@given(st.integers(0, 5 * 366 * 24 * 60), st.integers(1, 1440))
def test_length_is_what_a_stopwatch_says(since: int, minutes: int) -> None:
    started = utc(2026, 1, 1) + timedelta(minutes=since)
    ended = started + timedelta(minutes=minutes)
    assert minutes_between(started.astimezone(LONDON), ended.astimezone(LONDON)) == minutes


def test_a_week_begins_on_monday_in_london() -> None:
    assert week_of(utc(2026, 6, 7, 22, 59)) == date(2026, 6, 1)
    assert week_of(utc(2026, 6, 7, 23, 0)) == date(2026, 6, 8)
    assert weeks_before(date(2026, 6, 8), 16) == date(2026, 2, 16)


def test_what_is_paid_by_the_hour() -> None:
    def paid(kind: str) -> int:
        return paid_minutes(kind=kind, minutes=540, break_minutes=30, woken_minutes=45)

    assert (paid("standard"), paid("waking_night"), paid("sleep_in")) == (510, 510, 45)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (450, "7 hours 30 minutes"),
    ],
)
def test_hours_in_words(minutes: int, words: str) -> None:
    assert hours_in_words(minutes) == words
