"""Whether hours fit what was agreed, the law's least pay, and the money that is left."""

from collections.abc import Iterator

from budgets.assistants.rules.cost import cost_pence, hourly_minutes, time_pence
from budgets.assistants.rules.hours import hours_in_words, week_of
from budgets.assistants.rules.minimum import least_pence
from budgets.assistants.values import KIND_WORDS, NewShift, ShiftKind, Warning_, WarningCode
from budgets.assistants.values.facts import WeekSums, WorkFacts
from ledgers.values import pounds


def no_rate(new: NewShift, work: WorkFacts) -> Iterator[Warning_]:
    """Nothing is agreed by which this work could be paid."""
    if time_pence(new, work) is None:
        yield Warning_(
            WarningCode.NO_RATE,
            f"No pay is agreed for {KIND_WORDS[ShiftKind(new.kind)]} yet. "
            "The employer can write it down.",
        )


def below_minimum_wage(new: NewShift, work: WorkFacts) -> Iterator[Warning_]:
    """The hours taken alone are paid less than the law asks; pay looks at the whole period."""
    pence, minutes = time_pence(new, work), hourly_minutes(new)
    if pence is None or work.is_self_employed:
        return
    least = least_pence(minutes, born_on=work.born_on, worked_at=new.started_at)
    if pence < least:
        yield Warning_(
            WarningCode.BELOW_MINIMUM_WAGE,
            f"This is {pounds(pence)} for {hours_in_words(minutes)}. "
            f"The minimum wage would be {pounds(least)}.",
        )


def above_agreed_hours(new: NewShift, work: WorkFacts, sums: WeekSums) -> Iterator[Warning_]:
    """The week's hours are more than was agreed for a week."""
    monday = week_of(new.started_at)
    minutes = sums.hourly.get((work.engagement_id, monday), 0)
    if work.weekly_minutes and minutes > work.weekly_minutes and hourly_minutes(new):
        yield Warning_(
            WarningCode.ABOVE_AGREED_HOURS,
            f"This makes {hours_in_words(minutes)} in the week from {monday:%-d %B}. "
            f"{hours_in_words(work.weekly_minutes)} are agreed.",
        )


def money_short(new: NewShift, work: WorkFacts) -> Iterator[Warning_]:
    """The hours cost more than is left, as far as anybody knows."""
    pence = cost_pence(new, work)
    if pence is not None and work.left_pence is not None and pence > max(0, work.left_pence):
        left = pounds(max(0, work.left_pence))
        yield Warning_(
            WarningCode.MONEY_SHORT,
            f"This costs about {pounds(pence)}, and {left} is left. Talk to the council.",
        )
