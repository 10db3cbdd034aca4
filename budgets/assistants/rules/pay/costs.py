"""
What an employer pays beside wages for a period: an estimate, until payroll says.

The thresholds of a year are dealt by weeks, a year being 52 (as HMRC and the Pensions Regulator do
for their weekly figures). The Employment Allowance is taken off until it is used up in a tax year;
whoever employs an assistant because of age, illness or disability may claim it (HMRC NIM06520).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from budgets.assistants.values.pay import EmployerCosts
from budgets.plans.rules.rates import GROWN_UP, half_up
from budgets.plans.values.rates import RateName, RateRow
from budgets.plans.values.support import Pension

WHOLE = 10_000

RateOf = Callable[[RateName], RateRow]
WEEKS, MONTHS, DAYS = 52, 12, 7


def share_of_year(days: int) -> Fraction:
    """How much of a year a period of so many days is: whole weeks by 52, else by months."""
    weeks, rest = divmod(days, DAYS)
    return Fraction(weeks, WEEKS) if rest == 0 else Fraction(1, MONTHS)


@dataclass(frozen=True, slots=True)
class Earned:
    """
    What somebody earned in a period, miles left out.

    :ivar share: how much of a year the period is: 4 of 52 weeks, or 1 of 12 months
    """

    pence: int
    share: Fraction
    age: int | None = None
    pension: Pension = Pension.BY_AGE_AND_PAY


def employer_costs(*, earned: Earned, allowance_left_pence: int, rate: RateOf) -> EmployerCosts:
    """
    National Insurance above where it starts, less the allowance; a pension where it is due.

    :raises RateMissing: the dated table has no row by that day
    """
    due = _national_insurance(earned, rate)
    used = min(due, allowance_left_pence)
    return EmployerCosts(due - used, used, _pension(earned, rate))


def hour_more_pence(
    *, earned: Earned, hour_pence: int, allowance_left_pence: int, rate: RateOf
) -> int:
    """
    What one hour more would cost the employer: the hour, the holiday it earns, and what NI and
    pension would rise by.

    :raises RateMissing: the dated table has no row by that day
    """
    holiday = half_up(hour_pence * rate(RateName.HOLIDAY_PERCENT).value, WHOLE)
    more = replace(earned, pence=earned.pence + hour_pence + holiday)
    now, then = (
        employer_costs(earned=one, allowance_left_pence=allowance_left_pence, rate=rate)
        for one in (earned, more)
    )
    return hour_pence + holiday + then.pence - now.pence


def _national_insurance(earned: Earned, rate: RateOf) -> int:
    young = earned.age is not None and earned.age < GROWN_UP
    start = rate(RateName.NI_UNDER_21_YEAR if young else RateName.NI_THRESHOLD_YEAR)
    above = max(earned.pence - _of_period(start.value, earned), 0)
    return half_up(rate(RateName.EMPLOYER_NI_PERCENT).value * above, WHOLE)


def _pension(earned: Earned, rate: RateOf) -> int:
    lower = _of_period(rate(RateName.PENSION_FROM_YEAR).value, earned)
    upper = _of_period(rate(RateName.PENSION_TO_YEAR).value, earned)
    if not _is_enrolled(earned, rate):
        return 0
    counted = max(min(earned.pence, upper) - lower, 0)
    return half_up(rate(RateName.PENSION_PERCENT).value * counted, WHOLE)


def _is_enrolled(earned: Earned, rate: RateOf) -> bool:
    if earned.pension != Pension.BY_AGE_AND_PAY:
        return earned.pension == Pension.JOINED
    ages = range(rate(RateName.ENROLMENT_AGE).value, rate(RateName.STATE_PENSION_AGE).value)
    in_age = earned.age is None or earned.age in ages
    return in_age and earned.pence > _of_period(rate(RateName.PENSION_TRIGGER_YEAR).value, earned)


def _of_period(yearly_pence: int, earned: Earned) -> int:
    return half_up(yearly_pence * earned.share.numerator, earned.share.denominator)
