"""Which hours can have been worked at all: only what is impossible is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from budgets.assistants.errors import (
    BreakTooLong,
    MilesAbsurd,
    MinutesAbsurd,
    NoteTooLong,
    ReplacesItself,
    ShiftBeforeStart,
    ShiftEndsFirst,
    ShiftInFuture,
    ShiftTooLong,
    WokenTooLong,
    WokenWithoutSleepIn,
)
from budgets.assistants.rules.hours import minutes_between
from budgets.assistants.values import (
    LONGEST_NOTE,
    LONGEST_SHIFT,
    MINUTES_OF_DAY,
    MOST_MILES_TENTHS,
    NewShift,
    ShiftKind,
)
from payments.payouts.values import london_day

CLOCKS_DIFFER: Final = timedelta(minutes=15)
"""How far a phone's clock may be ahead of ours before hours seem to be still to come."""

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 9_000


def in_whole_minutes(new: NewShift) -> NewShift:
    """
    The same hours as they are shown: seconds are left out of start and end, spaces of words.

    :raises ShiftBeforeStart: a time is before anybody's first day
    :raises ShiftInFuture: a time is in no calendar
    """
    return replace(
        new,
        started_at=_settled(new.started_at),
        ended_at=_settled(new.ended_at),
        note=new.note.strip(),
    )


def _settled(at: datetime) -> datetime:
    if at.year < FIRST_YEAR:
        raise ShiftBeforeStart
    if at.year > LAST_YEAR:
        raise ShiftInFuture
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def by_the_phone(logged_at: datetime, *, received_at: datetime) -> datetime:
    """When the phone says that it was logged; ours, where its clock shows what no clock can."""
    if FIRST_YEAR <= logged_at.year <= LAST_YEAR:
        return logged_at.astimezone(UTC)
    return received_at


def check_times(new: NewShift, *, received_at: datetime) -> None:
    """
    Refuse times that nobody can have worked.

    :raises ShiftEndsFirst: the end is not at least a minute after the start
    :raises ShiftTooLong: it is more than 24 hours
    :raises ShiftInFuture: it ends after it was received, by our clock
    """
    if new.ended_at > received_at + CLOCKS_DIFFER:
        raise ShiftInFuture
    if minutes_between(new.started_at, new.ended_at) < 1:
        raise ShiftEndsFirst
    if new.ended_at - new.started_at > LONGEST_SHIFT:
        raise ShiftTooLong


def check_parts(new: NewShift) -> None:
    """
    Refuse a break, minutes awake, miles or a note that can't be.

    :raises MinutesAbsurd: minutes below nothing, or more than a day has
    :raises BreakTooLong: the break is as long as the hours, or longer
    :raises WokenWithoutSleepIn: only a sleep-in has minutes awake
    :raises WokenTooLong: more minutes awake than the night had
    :raises MilesAbsurd: miles below nothing or above 999.9
    :raises NoteTooLong: more than 500 letters
    :raises ReplacesItself: it would put itself right
    """
    minutes = minutes_between(new.started_at, new.ended_at)
    if not all(0 <= some <= MINUTES_OF_DAY for some in (new.break_minutes, new.woken_minutes)):
        raise MinutesAbsurd
    if new.break_minutes >= minutes:
        raise BreakTooLong
    _check_woken(new, minutes)
    if not 0 <= new.miles_tenths <= MOST_MILES_TENTHS:
        raise MilesAbsurd
    if len(new.note) > LONGEST_NOTE:
        raise NoteTooLong
    if new.replaces == new.id:
        raise ReplacesItself


def _check_woken(new: NewShift, minutes: int) -> None:
    if new.woken_minutes and new.kind != ShiftKind.SLEEP_IN:
        raise WokenWithoutSleepIn
    if new.woken_minutes > minutes:
        raise WokenTooLong


def check_begun(new: NewShift, *, starts_on: date) -> None:
    """
    Refuse hours before the first day of the engagement.

    :raises ShiftBeforeStart: that is when these are
    """
    if london_day(new.started_at) < starts_on:
        raise ShiftBeforeStart
