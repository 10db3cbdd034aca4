"""Somebody's pay for a period, line by line, from facts alone."""

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from budgets.assistants.rules.pay import costs, holiday, sickness
from budgets.assistants.rules.pay.gross import (
    agreed_rate,
    gross_pence,
    hours_words,
    shift_lines,
)
from budgets.assistants.rules.pay.minimum_wage import age_on, below_minimum, counted
from budgets.assistants.values.pay import (
    EmployerCosts,
    HolidayFacts,
    PayFacts,
    PayLine,
    PayLineKind,
    Shortfall,
    Undone,
    WorkedOut,
)
from budgets.plans.rules.rates import rate_on
from budgets.plans.values.rates import RateName, RateRow
from ledgers.values import pounds


def work_out(facts: PayFacts, rows: Sequence[RateRow]) -> WorkedOut:
    """
    Work out what is earned, what holiday it brings, and what it costs the employer.

    :raises RateMissing: the dated table has no row for the period
    """
    replaced = {one.now.shift_id for one in facts.undone if one.now}
    fresh = [one for one in facts.shifts if one.shift_id not in replaced]
    worked = [line for one in fresh for line in shift_lines(one, facts.rates)]
    right = _put_right(facts, gross_pence(worked))
    lines = [*worked, *_time_off(facts), *_sick(facts, rows), *right]
    minutes = sum(one.minutes for one in fresh) + sum(line.minutes for line in right)
    earned = _earned(facts, minutes, rows)
    owed = facts.holiday.earned_before + earned - facts.holiday.taken_before
    owed -= sum(one.minutes for one in facts.time_off)
    if facts.leaves and owed > 0:
        lines.append(_holiday_line(facts, owed, "Holiday not taken: "))
        owed = 0
    gross, miles = gross_pence(lines), _miles_pence(lines)
    return WorkedOut(
        lines=tuple(lines),
        minutes=minutes,
        gross_pence=gross,
        miles_pence=miles,
        earned_minutes=earned,
        owed_minutes=owed,
        owed_pence=max(holiday.holiday_pence(owed, facts.average, _hour(facts)), 0),
        costs=_costs(facts, gross - miles, rows),
        shortfall=_shortfall(facts, worked, rows),
    )


def to_minimum(shortfall: Shortfall) -> PayLine:
    """The line that brings pay up to the minimum wage."""
    said = (
        f"{hours_words(shortfall.minutes)} at the least of {pounds(shortfall.rate_pence)} an hour "
        f"come to {pounds(shortfall.least_pence)}, and {pounds(shortfall.pence)} was paid"
    )
    return PayLine(PayLineKind.TO_MINIMUM, shortfall.missing_pence, said)


def _time_off(facts: PayFacts) -> Iterator[PayLine]:
    for one in facts.time_off:
        yield _holiday_line(facts, one.minutes, f"From {one.first_on:%-d %B}: ", one.id)


def _holiday_line(
    facts: PayFacts, minutes: int, before: str, time_off_id: UUID | None = None
) -> PayLine:
    pence = holiday.holiday_pence(minutes, facts.average, _hour(facts))
    weeks = facts.average.weeks
    how = (
        f"by the average of {weeks} {'week' if weeks == 1 else 'weeks'}"
        if weeks
        else f"at {pounds(_hour(facts))} an hour"
    )
    return PayLine(
        PayLineKind.HOLIDAY,
        pence,
        f"{before}{hours_words(minutes)} {how}",
        minutes=minutes,
        time_off_id=time_off_id,
    )


def _sick(facts: PayFacts, rows: Sequence[RateRow]) -> Iterator[PayLine]:
    ill = facts.sickness
    if ill is None:
        return
    spell = sickness.Spell(ill.days, ill.days_a_week, ill.before)
    pence = sickness.sick_pence(spell=spell, earnings_pence=ill.earnings_pence, rows=rows)
    days = "1 day" if len(ill.days) == 1 else f"{len(ill.days)} days"
    said = f"{days} of {ill.days_a_week} a week, from average earnings of "
    yield PayLine(PayLineKind.SICK, pence, f"{said}{pounds(ill.earnings_pence)} a week")


def _put_right(facts: PayFacts, left_pence: int) -> list[PayLine]:
    """What was paid and stands no more; what would make pay less than nothing waits."""
    lines = []
    for line in sorted(
        (_difference(one, facts) for one in sorted(facts.undone, key=lambda one: one.day)),
        key=lambda line: line.pence < 0,
    ):
        if left_pence + line.pence >= 0:
            left_pence += line.pence
            lines.append(line)
    return lines


def _difference(one: Undone, facts: PayFacts) -> PayLine:
    now = gross_pence(shift_lines(one.now, facts.rates)) if one.now else 0
    day = f"{one.day:%-d %B %Y}"
    said = (
        f"Hours of {day} were corrected: {pounds(one.pence)} was paid, {pounds(now)} is right"
        if one.now
        else f"Hours of {day} were taken back: {pounds(one.pence)} was paid"
    )
    return PayLine(
        PayLineKind.DIFFERENCE,
        now - one.pence,
        said,
        minutes=(one.now.minutes if one.now else 0) - one.minutes,
        shift_id=one.now.shift_id if one.now else None,
        undoes_id=one.paid_id,
    )


def _earned(facts: PayFacts, minutes: int, rows: Sequence[RateRow]) -> int:
    """Counted from the beginning, so that no split into periods loses a minute."""
    own = facts.holiday
    if own.yearly_minutes is not None:
        return _earned_by_days(own, facts) - own.earned_before
    share = rate_on(rows=rows, name=RateName.HOLIDAY_PERCENT, day=facts.starts_on)
    so_far = holiday.earned_by_hours(own.minutes_before + minutes, share.value)
    return so_far - own.earned_before


def _earned_by_days(own: HolidayFacts, facts: PayFacts) -> int:
    year, earned = own.leave_year_from, 0
    while year < facts.ends_on:
        earned += holiday.earned_by_days(own.yearly_minutes or 0, year, own.begun_on, facts.ends_on)
        year = holiday.next_year(year)
    return earned


def _hour(facts: PayFacts) -> int:
    rate = agreed_rate(facts.rates, PayLineKind.STANDARD, facts.ends_on)
    return rate.pence if rate else 0


def _miles_pence(lines: Sequence[PayLine]) -> int:
    return sum(line.pence for line in lines if line.kind == PayLineKind.MILEAGE)


def _costs(facts: PayFacts, pence: int, rows: Sequence[RateRow]) -> EmployerCosts:
    earned = costs.Earned(
        pence,
        costs.share_of_year((facts.ends_on - facts.starts_on).days),
        age_on(facts.born_on, facts.starts_on),
    )
    return costs.employer_costs(
        earned=earned,
        allowance_left_pence=facts.allowance_left_pence,
        rate=partial(_rate, rows, facts),
    )


def _rate(rows: Sequence[RateRow], facts: PayFacts, name: RateName) -> RateRow:
    return rate_on(rows=rows, name=name, day=facts.starts_on)


def _shortfall(
    facts: PayFacts, worked: Sequence[PayLine], rows: Sequence[RateRow]
) -> Shortfall | None:
    """By the hours of this period alone; what is paid late had a period of its own."""
    own = {one.shift_id for one in facts.shifts if one.day >= facts.starts_on}
    minutes, pence = counted(line for line in worked if line.shift_id in own)
    return below_minimum(
        minutes=minutes,
        pence=pence,
        born_on=facts.born_on,
        period_starts_on=facts.starts_on,
        rows=rows,
    )
