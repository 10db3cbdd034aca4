"""
Statutory Sick Pay: a week's sum, or a share of earnings where that is less, dealt by days.

From 6 April 2026 it starts on the first day and for everybody, at the lower of £123.25 a week and
80 % of earnings (Employment Rights Act 2025). Before that it started after three days, for whoever
earned enough. Both are rows of the dated table, and the row of each day's own rate counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from budgets.plans.rules.rates import half_up, rate_on
from budgets.plans.values.rates import RateName, RateRow

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Spell:
    """
    Days of one illness on which somebody would have worked.

    :ivar days: in order; only those that are to be paid now
    :ivar days_a_week: on how many days of a week they usually work
    :ivar before: days of the same illness that came earlier, paid or waited for
    """

    days: Sequence[date]
    days_a_week: int
    before: int = 0


def week_pence(*, earnings_pence: int, day: date, rows: Iterable[RateRow]) -> int:
    """
    A week's sick pay on a day, for average weekly earnings: nothing for who earned too little.

    :raises RateMissing: the dated table has no row by that day
    """
    known = tuple(rows)
    if earnings_pence < rate_on(rows=known, name=RateName.SICK_PAY_FROM_WEEK, day=day).value:
        return 0
    flat = rate_on(rows=known, name=RateName.SICK_PAY_WEEK, day=day).value
    shares = [
        row for row in known if row.name == RateName.SICK_PAY_PERCENT and row.starts_on <= day
    ]
    if not shares:
        return flat
    share = max(shares, key=lambda row: row.starts_on)
    return min(flat, half_up(earnings_pence * share.value, WHOLE))


def sick_pence(*, spell: Spell, earnings_pence: int, rows: Iterable[RateRow]) -> int:
    """
    What the days of a spell come to, rounded up to the penny, once.

    :raises RateMissing: the dated table has no row by one of the days
    """
    known = tuple(rows)
    due = Fraction(0)
    for place, day in enumerate(spell.days, start=spell.before):
        waiting = rate_on(rows=known, name=RateName.SICK_PAY_WAITING_DAYS, day=day).value
        most = rate_on(rows=known, name=RateName.SICK_PAY_MOST_WEEKS, day=day).value
        if waiting <= place < waiting + most * spell.days_a_week:
            week = week_pence(earnings_pence=earnings_pence, day=day, rows=known)
            due += Fraction(week, spell.days_a_week)
    return -(-due.numerator // due.denominator)
