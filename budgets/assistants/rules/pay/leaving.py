"""
What somebody who leaves is owed: notice, and redundancy pay (Employment Rights Act 1996).

Notice is a week after a month's work, then a week for each full year from the second on, twelve at
most (s. 86). Redundancy pay comes after two years: for each full year, counted back from the end
and twenty at most, half a week's pay below 22, a week's from 22 and one and a half from 41 on; a
week counts up to a limit (ss. 135, 155, 162 and 227).
"""

from calendar import monthrange
from datetime import date
from fractions import Fraction

from budgets.assistants.rules.pay.minimum_wage import age_on

MOST_NOTICE, MOST_YEARS, LEAST_YEARS = 12, 20, 2
YOUNG, OLDER = 22, 41


def years_worked(starts_on: date, ends_on: date) -> int:
    """Full years between two days, the last not included."""
    had_day = (ends_on.month, ends_on.day) >= (starts_on.month, starts_on.day)
    return max(ends_on.year - starts_on.year - (not had_day), 0)


def notice_weeks(starts_on: date, ends_on: date) -> int:
    """How many weeks' notice an employer owes at least."""
    if ends_on < _month_later(starts_on):
        return 0
    return min(max(years_worked(starts_on, ends_on), 1), MOST_NOTICE)


def redundancy_weeks(starts_on: date, ends_on: date, born_on: date | None) -> Fraction:
    """How many weeks' pay are owed for redundancy; of an age that isn't known, a week a year."""
    years = years_worked(starts_on, ends_on)
    if years < LEAST_YEARS:
        return Fraction(0)
    age = age_on(born_on, ends_on)
    ages = (None if age is None else age - back for back in range(1, min(years, MOST_YEARS) + 1))
    return sum((_weeks_for(one) for one in ages), Fraction(0))


def notice_pence(weeks: int, week_pence: int) -> int:
    """What a notice is worth at a week's pay."""
    return weeks * week_pence


def redundancy_pence(weeks: Fraction, week_pence: int, most_a_week_pence: int) -> int:
    """What redundancy is worth, rounded up to the penny."""
    due = weeks * min(week_pence, most_a_week_pence)
    return -(-due.numerator // due.denominator)


def _weeks_for(age: int | None) -> Fraction:
    """For a year of work at the whole of which somebody was of this age or older."""
    if age is None or YOUNG <= age < OLDER:
        return Fraction(1)
    return Fraction(1, 2) if age < YOUNG else Fraction(3, 2)


def _month_later(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
