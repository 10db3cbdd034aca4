"""
Overlaps, rest, breaks and long weeks (Working Time Regulations 1998).

Work in a private household is outside parts of these (reg. 19), so all of it is advice.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
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
LONG_SHIFT_MINUTES: Final = 6 * 60
BREAK_MINUTES: Final = 20
WEEK_MINUTES: Final = 48 * 60
WEEKS: Final = 17
LONGEST_KEPT: Final = LONGEST_SHIFT * 3
"""Old records may hold a stretch above 24 hours; looked back this far, one above 72 is missed."""


def overlaps(new: NewShift, timeline: Timeline) -> Iterator[Warning_]:
    """Other hours of the same assistant lie in the same time: with one employer, or with two."""
    for other in timeline.between(new.started_at - LONGEST_KEPT, new.ended_at):
        if other.ended_at > new.started_at and other.shift_id != new.id:
            if other.engagement_id == new.engagement_id:
                words = f"This overlaps with other hours here: {_when(other)}."
                yield Warning_(WarningCode.OVERLAP, words)
            else:
                words = f"This overlaps with hours of yours for somebody else: {_when(other)}."
                yield Warning_(WarningCode.OVERLAP_ELSEWHERE, words)


def short_rest(new: NewShift, timeline: Timeline) -> Iterator[Warning_]:
    """Less than 11 hours lie between these hours and the ones before or after (reg. 10)."""
    for other in timeline.between(new.started_at - LONGEST_KEPT, new.ended_at + REST):
        if other.shift_id == new.id or _is_near(other, new) is False:
            continue
        rest = max(new.started_at - other.ended_at, other.started_at - new.ended_at)
        said = hours_in_words(rest // timedelta(minutes=1))
        if other.engagement_id == new.engagement_id:
            words = f"Only {said} of rest lie between this and {_when(other)}. 11 hours are better."
            yield Warning_(WarningCode.SHORT_REST, words)
        else:
            words = f"Only {said} of rest lie between this and your other work, {_when(other)}."
            yield Warning_(WarningCode.SHORT_REST_ELSEWHERE, words)


def _is_near(other: Stretch, new: NewShift) -> bool:
    """
    Whether there is rest between the two, and too little of it.

    What follows at once is one stretch of work with what was before it.
    """
    rest = max(new.started_at - other.ended_at, other.started_at - new.ended_at)
    return timedelta(0) < rest < REST


def short_break(new: NewShift) -> Iterator[Warning_]:
    """More than 6 hours went by with a break of less than 20 minutes (reg. 12)."""
    minutes = minutes_between(new.started_at, new.ended_at)
    is_long = new.kind != ShiftKind.SLEEP_IN and minutes > LONG_SHIFT_MINUTES
    if is_long and new.break_minutes < BREAK_MINUTES:
        yield Warning_(
            WarningCode.SHORT_BREAK,
            "This is more than 6 hours with less than 20 minutes of break. A break is your right.",
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
    return f"With this it is {average} {over}. 48 hours are the most, unless you agreed to more."


def _when(other: Stretch) -> str:
    start, end = other.started_at.astimezone(LONDON), other.ended_at.astimezone(LONDON)
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%-d %B, %H:%M}"
    return f"{start:%-d %B, %H:%M} to {until}"
