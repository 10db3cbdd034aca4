"""
What an employer pays beside wages: National Insurance and a pension.

Both are worked out by a year of 52 weeks. That is payroll's own: HMRC's and the Pensions
Regulator's thresholds of a week are the year's by 52. As the council pays by days, a year of 365
brings a little more than 52 weeks, so that a premium for the year is always covered.
Holiday pay is earnings too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budgets.plans.rules.rates import GROWN_UP, half_up
from budgets.plans.values.rates import RateName, RateRow
from budgets.plans.values.support import CostCode, Pension, RateLine
from ledgers.values import pounds

WEEKS = 52
WHOLE = 10_000
"""Basis points of the whole."""

RateOf = Callable[[RateName], RateRow]
"""Gives the rate of a name that is in force; refuses by name when there is none."""


@dataclass(frozen=True)
class Earner:
    """One assistant's earnings in a year, holiday pay counted in."""

    age: int | None
    pension: Pension
    yearly_pence: int


def national_insurance(*, earners: Sequence[Earner], allowance: bool, rate: RateOf) -> RateLine:
    """
    The employer's National Insurance on each assistant's pay above where it starts.

    For people under 21 it starts far higher. The Employment Allowance is taken off once, for all
    assistants of an employer together (National Insurance Contributions Act 2014 s.4).
    """
    share, start = rate(RateName.EMPLOYER_NI_PERCENT), rate(RateName.NI_THRESHOLD_YEAR)
    later = rate(RateName.NI_UNDER_21_YEAR)
    less = rate(RateName.EMPLOYMENT_ALLOWANCE_YEAR) if allowance else None
    starts = [later if _is_young(earner) else start for earner in earners]
    above = [
        (earner.yearly_pence, start.value)
        for earner, start in zip(earners, starts, strict=True)
        if earner.yearly_pence > start.value
    ]
    weekly_pence, rule = _insured(above, share, less)
    none = f"No pay is above {start.words}, or {later.words} for people under 21: £0.00 a week"
    used = (share, start, later, less) if less else (share, start, later)
    return RateLine(
        CostCode.NATIONAL_INSURANCE,
        "Employer's National Insurance",
        rule or none,
        used,
        weekly_pence,
    )


def _insured(
    above: Sequence[tuple[int, int]], share: RateRow, less: RateRow | None
) -> tuple[int, str]:
    """The week's pence and its arithmetic; no words when nobody earns enough."""
    if not above:
        return 0, ""
    due = share.value * sum(pay - start for pay, start in above)
    of_pay = f"{share.words} of {_added(above)}"
    if less is None:
        weekly_pence = half_up(due, WHOLE * WEEKS)
        return weekly_pence, f"{of_pay} ÷ {WEEKS} = {pounds(weekly_pence)} a week"
    if due <= less.value * WHOLE:
        yearly = pounds(half_up(due, WHOLE))
        allowed = pounds(less.value)
        return (
            0,
            f"{of_pay} = {yearly} a year, less the Employment Allowance of {allowed}: £0.00 a week",
        )
    weekly_pence = half_up(due - less.value * WHOLE, WHOLE * WEEKS)
    return weekly_pence, (
        f"({of_pay}, less the Employment Allowance of {pounds(less.value)}) "
        f"÷ {WEEKS} = {pounds(weekly_pence)} a week"
    )


def pension(*, earners: Sequence[Earner], rate: RateOf) -> RateLine:
    """
    The least that an employer pays into the pensions of those who are enrolled.

    By itself that is who earns more than the trigger, from 22 to State Pension age; who joined
    by their own wish counts from the lower limit on (Pensions Act 2008 ss. 3, 7, 13 and 20).
    """
    share = rate(RateName.PENSION_PERCENT)
    trigger = rate(RateName.PENSION_TRIGGER_YEAR)
    lower, upper = rate(RateName.PENSION_FROM_YEAR), rate(RateName.PENSION_TO_YEAR)
    ages = rate(RateName.ENROLMENT_AGE), rate(RateName.STATE_PENSION_AGE)
    above = [
        (min(earner.yearly_pence, upper.value), lower.value)
        for earner in earners
        if _is_enrolled(earner, trigger.value, range(ages[0].value, ages[1].value))
        and earner.yearly_pence > lower.value
    ]
    due = share.value * sum(pay - start for pay, start in above)
    weekly_pence = half_up(due, WHOLE * WEEKS)
    rule = (
        f"{share.words} of {_added(above)} ÷ {WEEKS} = {pounds(weekly_pence)} a week"
        if above
        else f"Nobody who is enrolled earns more than {lower.words} "
        f"(enrolling starts by itself above {trigger.words}): £0.00 a week"
    )
    used = (share, trigger, lower, upper, *ages)
    return RateLine(CostCode.PENSION, "Employer's pension", rule, used, weekly_pence)


def _is_young(earner: Earner) -> bool:
    return earner.age is not None and earner.age < GROWN_UP


def _is_enrolled(earner: Earner, trigger_pence: int, ages: range) -> bool:
    if earner.pension != Pension.BY_AGE_AND_PAY:
        return earner.pension == Pension.JOINED
    return earner.yearly_pence > trigger_pence and (earner.age is None or earner.age in ages)


def _added(above: Sequence[tuple[int, int]]) -> str:
    """(£9,231.04 − £5,000.00), and several of those added up."""
    parts = [f"({pounds(pay)} − {pounds(start)})" for pay, start in above]
    return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"
