"""
Holiday: how much is earned, what a week is worth, and what is owed (Working Time Regulations 1998).

Somebody whose hours vary earns 12.07 % of what they work (reg. 15B). Somebody with fixed hours has
5.6 of their own weeks a year, at most 28 days, earned by days (regs 13, 13A and 15A). Holiday is
paid by the average of the last 52 weeks that were paid, looking back 104 at most (Employment
Rights Act 1996, s. 224 and regulations 2018). Everything is kept to the minute.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from budgets.assistants.values.pay import AverageWeek, WeekPaid
from budgets.plans.rules.rates import half_up

WHOLE = 10_000
TENTHS = 10
WEEK = timedelta(days=7)
MOST_WEEKS, LOOK_BACK = 52, 104
MOST_DAYS = 28


def earned_by_hours(worked_minutes: int, percent_points: int) -> int:
    """Minutes of holiday for minutes worked, at hundredths of a per cent; a half counts as one."""
    return half_up(worked_minutes * percent_points, WHOLE)


def year_minutes(weekly_minutes: int, days_a_week: int, weeks_tenths: int) -> int:
    """
    A whole year's holiday of fixed hours, in minutes.

    5.6 weeks of six days would be 33.6 days, and the law asks for 28: then it is 28 days' minutes.
    """
    if days_a_week * weeks_tenths > MOST_DAYS * TENTHS:
        return half_up(MOST_DAYS * weekly_minutes, days_a_week)
    return half_up(weekly_minutes * weeks_tenths, TENTHS)


def earned_by_days(yearly_minutes: int, year_starts_on: date, begun_on: date, until: date) -> int:
    """
    How much of a year's holiday is earned by a day (not included), for the days since it began.

    :param begun_on: the first day of work; before the leave year, the whole year counts
    """
    year_ends_on = next_year(year_starts_on)
    first, last = max(year_starts_on, begun_on), min(until, year_ends_on)
    days = max((last - first).days, 0)
    return half_up(yearly_minutes * days, (year_ends_on - year_starts_on).days)


def next_year(day: date) -> date:
    """The same day a year later; the 29 of February becomes the 1 of March."""
    return _in_year(day, day.year + 1)


def leave_year_of(begins_on: date, day: date) -> date:
    """When the year of holiday began in which a day is, for one that begins each year on a day."""
    this = _in_year(begins_on, day.year)
    return this if this <= day else _in_year(begins_on, day.year - 1)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def average_week(weeks: Iterable[WeekPaid], before: date) -> AverageWeek:
    """What was paid in the last 52 weeks with pay that ended by a day, at most 104 weeks back."""
    oldest = before - LOOK_BACK * WEEK
    paid = [
        week
        for week in weeks
        if week.pence > 0 and oldest <= week.starts_on and week.starts_on + WEEK <= before
    ]
    counted = sorted(paid, key=lambda week: week.starts_on, reverse=True)[:MOST_WEEKS]
    return AverageWeek(
        len(counted), sum(week.minutes for week in counted), sum(week.pence for week in counted)
    )


def week_pence(average: AverageWeek) -> int:
    """An average week's pay, rounded up to the penny; nothing where no week was paid."""
    return -(-average.pence // average.weeks) if average.weeks else 0


def holiday_pence(minutes: int, average: AverageWeek, hour_pence: int) -> int:
    """
    What minutes of holiday are worth, rounded up to the penny.

    :param hour_pence: the agreed hour, where there was no week with pay to take an average of
    """
    if average.minutes <= 0:
        return -(-minutes * hour_pence // 60)
    return -(-minutes * average.pence // average.minutes)
