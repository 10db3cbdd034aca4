"""
The minimum wage: an average over the pay reference period, by the age at its start.

A new rate bites from the first period that starts on or after its day (National Minimum Wage
Regulations 2015, regs 4, 4A, 6 and 7).
"""

from collections.abc import Iterable
from datetime import date

from budgets.assistants.rules.pay.gross import hours_pence
from budgets.assistants.values.pay import COUNTS_FOR_MINIMUM, PayLine, Shortfall
from budgets.plans.rules.rates import minimum_wage_for, rate_on
from budgets.plans.values.rates import RateName, RateRow


def age_on(born_on: date | None, day: date) -> int | None:
    """Somebody's age in whole years on a day; unknown where their birthday is."""
    if born_on is None:
        return None
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (not had_birthday)


def least_an_hour(rows: Iterable[RateRow], born_on: date | None, period_starts_on: date) -> RateRow:
    """
    The least an hour in a pay reference period; an age that isn't known has the highest.

    :raises RateMissing: none had started by the first day of the period
    """
    name = minimum_wage_for(age_on(born_on, period_starts_on))
    return rate_on(rows=rows, name=name, day=period_starts_on)


def below_minimum(
    *,
    minutes: int,
    pence: int,
    born_on: date | None,
    period_starts_on: date,
    rows: Iterable[RateRow],
) -> Shortfall | None:
    """
    By how much a period's pay is below the minimum wage, if it is.

    :param minutes: worked in the period; of sleep-ins only those woken
    :param pence: paid for work in it: hours and flat sums, without miles, holiday and sick pay
    :raises RateMissing: none had started by the first day of the period
    """
    least = least_an_hour(rows, born_on, period_starts_on)
    least_pence = hours_pence(minutes, least.value)
    if pence >= least_pence:
        return None
    return Shortfall(minutes, pence, least_pence, least.value, least.source)


def counted(lines: Iterable[PayLine]) -> tuple[int, int]:
    """The minutes and pence of lines that count for the minimum wage."""
    work = [line for line in lines if line.kind in COUNTS_FOR_MINIMUM]
    return sum(line.minutes for line in work), sum(line.pence for line in work)


def with_lodging(
    *, pence: int, days: int, charged_pence: int, period_starts_on: date, rows: Iterable[RateRow]
) -> int:
    """
    Pay that counts, where the employer gives a room (regs 14 to 16): the offset for each day is
    added where it is free, and what is charged above it is taken off.
    """
    day = rate_on(rows=rows, name=RateName.ACCOMMODATION_OFFSET, day=period_starts_on)
    if charged_pence == 0:
        return pence + days * day.value
    return pence - max(charged_pence - days * day.value, 0)
