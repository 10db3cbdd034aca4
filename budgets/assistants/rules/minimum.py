"""The least that hours may be paid, looked at one by one; pay averages them over its period."""

from datetime import date, datetime
from functools import cache
from typing import Final

from budgets.plans.errors import RateMissing
from budgets.plans.rules.rates import minimum_wage_for, rate_on
from budgets.plans.values.rates import RateName, national_rates
from payments.payouts.values import london_day

HOUR: Final = 60


def least_pence(minutes: int, *, born_on: date | None, worked_at: datetime) -> int:
    """
    What the law asks for minutes that are paid by the hour, rounded up to the penny.

    A new rate, and a birthday, count from the pay reference period that starts on or after them
    (National Minimum Wage Regulations 2015 regs 4A and 7); here that is the month.
    """
    month = london_day(worked_at).replace(day=1)
    return -(-minutes * _least_an_hour(minimum_wage_for(_age_on(born_on, month)), month) // HOUR)


@cache
def _least_an_hour(name: RateName, month: date) -> int:
    """Nothing before the dated table begins: what was paid then is history."""
    try:
        return rate_on(rows=national_rates(), name=name, day=month).value
    except RateMissing:
        return 0


def _age_on(born_on: date | None, day: date) -> int | None:
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
