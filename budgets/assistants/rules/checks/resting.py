"""
Overlaps, rest, breaks and long weeks (Working Time Regulations 1998).

Work in a private household is outside parts of these (reg. 19), so all of it is advice.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from budgets.assistants.rules.hours import hours_in_words, minutes_between, week_of, weeks_before
from budgets.assistants.values import (
    LONGEST_SHIFT,
    NewShift,
    ShiftKind,
    Warning_,
    WarningCode,
)
from budgets.assistants.values.facts import Stretch, Timeline, WeekSums, WorkFacts
from payments.payouts.values import LONDON

REST: Final = timedelta(hours=11)
WORKING_DAY: Final = timedelta(hours=24) - REST
AROUND: Final = timedelta(hours=24) + REST
LONG_SHIFT_MINUTES: Final = 6 * 60
BREAK_MINUTES: Final = 20
WEEK_MINUTES: Final = 48 * 60
WEEKS: Final = 17
LONGEST_KEPT: Final = LONGEST_SHIFT * 3
"""Old records may hold a stretch above 24 hours; looked back this far, one above 72 is missed."""


def overlaps(new: NewShift, timeline: Timeline) -> Iterator[Warning_]:
    """Other hours of the same assistant lie in the same time: with one employer, or with two."""
    said: set[WarningCode] = set()
    for other in timeline.between(new.started_at - LONGEST_KEPT, new.ended_at):
        if other.ended_at <= new.started_at or other.shift_id == new.id:
            continue
        is_here = other.engagement_id == new.engagement_id
        code = WarningCode.OVERLAP if is_here else WarningCode.OVERLAP_ELSEWHERE
        if code not in said:
            said.add(code)
            whose = "other hours here" if is_here else "hours of yours for somebody else"
            yield Warning_(code, f"This overlaps with {whose}: {_when(other)}.")


def short_rest(new: NewShift, timeline: Timeline) -> Iterator[Warning_]:
    """
    A day of work, from one rest of 11 hours to the next, takes more than 13 hours (reg. 10).

    Morning and evening calls make one day, however long the pause between them is.
    """
    around = [
        other
        for other in timeline.between(new.started_at - LONGEST_KEPT, new.ended_at + AROUND)
        if other.shift_id != new.id
    ]
    here = _day_of_work(new, [one for one in around if one.engagement_id == new.engagement_id])
    everywhere = _day_of_work(new, around)
    if _is_long(here):
        yield Warning_(WarningCode.SHORT_REST, _rested(here))
    elif _is_long(everywhere):
        words = f"{_rested(everywhere)} All your work counts together."
        yield Warning_(WarningCode.SHORT_REST_ELSEWHERE, words)


def _day_of_work(new: NewShift, around: Sequence[Stretch]) -> tuple[datetime, datetime]:
    """When the day of work begins and ends that these hours are part of."""
    starts, ends = new.started_at, new.ended_at
    for other in reversed(around):
        if other.started_at < starts and starts - other.ended_at < REST:
            starts, ends = other.started_at, max(ends, other.ended_at)
    for other in around:
        if other.ended_at > ends and other.started_at - ends < REST:
            ends = other.ended_at
    return starts, ends


def _is_long(day: tuple[datetime, datetime]) -> bool:
    return day[1] - day[0] > WORKING_DAY


def _rested(day: tuple[datetime, datetime]) -> str:
    return f"Work goes on from {_moment(day[0])} to {_moment(day[1])} without 11 hours of rest."


def short_break(new: NewShift) -> Iterator[Warning_]:
    """More than 6 hours went by with a break of less than 20 minutes (reg. 12)."""
    minutes = minutes_between(new.started_at, new.ended_at)
    is_long = new.kind != ShiftKind.SLEEP_IN and minutes > LONG_SHIFT_MINUTES
    if is_long and new.break_minutes < BREAK_MINUTES:
        yield Warning_(
            WarningCode.SHORT_BREAK,
            "This is more than 6 hours with less than 20 minutes of break. Breaks are a right.",
        )


def long_weeks(
    new: NewShift, work: WorkFacts, sums: WeekSums, own: Sequence[WorkFacts]
) -> Iterator[Warning_]:
    """The average week of 17, or of as many as they have worked, is above 48 hours (reg. 4)."""
    if work.opted_out or work.is_self_employed:
        return
    monday = week_of(new.started_at)
    weeks = _weeks_worked(work.employed_from, monday)
    here = _worked([work], sums, monday, weeks)
    if here > WEEK_MINUTES * weeks:
        yield Warning_(WarningCode.LONG_WEEKS, _long(here, weeks))
        return
    if len(own) == 1:
        return
    everywhere = _worked(own, sums, monday, weeks)
    if everywhere > WEEK_MINUTES * weeks:
        words = f"{_long(everywhere, weeks)} All your work counts together."
        yield Warning_(WarningCode.LONG_WEEKS_ELSEWHERE, words)


def _weeks_worked(employed_from: date, monday: date) -> int:
    first = employed_from - timedelta(days=employed_from.weekday())
    return max(1, min(WEEKS, (monday - first).days // 7 + 1))


def _worked(works: Sequence[WorkFacts], sums: WeekSums, monday: date, weeks: int) -> int:
    return sum(
        sums.worked.get((one.engagement_id, weeks_before(monday, back)), 0)
        for one in works
        for back in range(weeks)
    )


def _long(minutes: int, weeks: int) -> str:
    average = hours_in_words(minutes // weeks)
    over = "this week" if weeks == 1 else f"a week on average over {weeks} weeks"
    return f"With this it is {average} {over}. 48 hours are the most, unless more was agreed."


def _when(other: Stretch) -> str:
    start, end = other.started_at.astimezone(LONDON), other.ended_at.astimezone(LONDON)
    until = f"{end:%H:%M}" if start.date() == end.date() else _moment(other.ended_at)
    return f"{_moment(other.started_at)} to {until}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%-d %B, %H:%M}"
