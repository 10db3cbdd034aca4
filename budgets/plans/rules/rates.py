"""Which rate is in force on a day, and what the law says is the least an hour."""

from collections.abc import Iterable
from datetime import date

from budgets.plans.errors import RateMissing
from budgets.plans.values.rates import RATE_WORDS, RateName, RateRow

GROWN_UP = 21
OF_AGE = 18


def rate_on(*, rows: Iterable[RateRow], name: RateName, day: date) -> RateRow:
    """
    The newest rate of a name that has started by a day.

    :raises RateMissing: none has, by name and day
    """
    begun = [row for row in rows if row.name == name and row.starts_on <= day]
    if not begun:
        on = f"{day.day} {day:%B %Y}"
        raise RateMissing(f"There is no rate for {RATE_WORDS[name]} on {on}. Set one first.")
    return max(begun, key=lambda row: row.starts_on)


def minimum_wage_for(age: int | None) -> RateName:
    """Which minimum wage an age has; an age that isn't known has the highest."""
    if age is None or age >= GROWN_UP:
        return RateName.MINIMUM_WAGE_21
    return RateName.MINIMUM_WAGE_18 if age >= OF_AGE else RateName.MINIMUM_WAGE_16


def half_up(numerator: int, denominator: int) -> int:
    """A fraction rounded once to the nearest whole number, a half upwards."""
    return (2 * numerator + denominator) // (2 * denominator)
