"""Whether hours fit what was agreed, the law's least pay, and the money that is left."""

from collections.abc import Iterator

from budgets.assistants.rules.cost import lines_of
from budgets.assistants.rules.hours import hours_in_words, week_of
from budgets.assistants.rules.pay.gross import gross_pence
from budgets.assistants.rules.pay.minimum_wage import below_minimum, counted
from budgets.assistants.values import KIND_WORDS, NewShift, ShiftKind, Warning_, WarningCode
from budgets.assistants.values.facts import WeekSums, WorkFacts
from budgets.assistants.values.pay import PayLineKind
from budgets.plans.errors import RateMissing
from budgets.plans.values.rates import national_rates
from ledgers.values import pounds
from payments.payouts.values import london_day


def about_pay(new: NewShift, work: WorkFacts) -> Iterator[Warning_]:
    """What is agreed for it, whether that is enough by law, and whether it is there."""
    lines = lines_of(new, work)
    hours = [line for line in lines if line.kind != PayLineKind.MILEAGE]
    if any(line.rate_pence == 0 for line in hours):
        yield Warning_(
            WarningCode.NO_RATE,
            f"No pay is agreed for {KIND_WORDS[ShiftKind(new.kind)]} yet. "
            "The employer can write it down.",
        )
        return
    minutes, pence = counted(lines)
    yield from _below_minimum_wage(new, work, minutes, pence)
    yield from _money_short(work, gross_pence(lines))


def _below_minimum_wage(
    new: NewShift, work: WorkFacts, minutes: int, pence: int
) -> Iterator[Warning_]:
    """
    The hours taken alone are paid less than the law asks; pay looks at the whole period.

    A new rate and a birthday count from the pay reference period that starts on or after them;
    here that is the month.
    """
    if work.is_self_employed:
        return
    try:
        short = below_minimum(
            minutes=minutes,
            pence=pence,
            born_on=work.born_on,
            period_starts_on=london_day(new.started_at).replace(day=1),
            rows=national_rates(),
        )
    except RateMissing:  # before the dated table begins: what was paid then is history
        return
    if short:
        yield Warning_(
            WarningCode.BELOW_MINIMUM_WAGE,
            f"This is {pounds(pence)} for {hours_in_words(minutes)}. "
            f"The minimum wage would be {pounds(short.least_pence)}.",
        )


def _money_short(work: WorkFacts, pence: int) -> Iterator[Warning_]:
    """The hours cost more than is left, as far as anybody knows."""
    if work.left_pence is not None and pence > max(0, work.left_pence):
        left = pounds(max(0, work.left_pence))
        yield Warning_(
            WarningCode.MONEY_SHORT,
            f"This costs about {pounds(pence)}, and {left} is left. Talk to the council.",
        )


def above_agreed_hours(new: NewShift, work: WorkFacts, sums: WeekSums) -> Iterator[Warning_]:
    """The week's hours are more than was agreed for a week."""
    monday = week_of(new.started_at)
    minutes = sums.hourly.get((work.engagement_id, monday), 0)
    is_hourly = new.kind != ShiftKind.SLEEP_IN or new.woken_minutes
    if work.weekly_minutes and minutes > work.weekly_minutes and is_hourly:
        yield Warning_(
            WarningCode.ABOVE_AGREED_HOURS,
            f"This makes {hours_in_words(minutes)} in the week from {monday:%-d %B}. "
            f"{hours_in_words(work.weekly_minutes)} are agreed.",
        )
