"""Decisions about people, from values alone."""

from datetime import date
from typing import Final

from budgets.people.errors import (
    BornTooSoon,
    DayImpossible,
    DeathBeforeBirth,
    DeathInFuture,
    EndsTooEarly,
    NameMissing,
)

OLDEST_YEARS = 120
FIRST_DAY: Final = date(1900, 1, 1)
YEARS_AHEAD = 100


def check_new_person(*, full_name: str, date_of_birth: date | None, today: date) -> None:
    """
    Refuse somebody who can't be.

    :raises NameMissing: there is no name
    :raises BornTooSoon: born in the future, or more than 120 years ago
    """
    if not full_name.strip():
        raise NameMissing
    if date_of_birth and not today.year - OLDEST_YEARS <= date_of_birth.year:
        raise BornTooSoon
    if date_of_birth and date_of_birth > today:
        raise BornTooSoon


def check_day(day: date, *, today: date) -> None:
    """
    Refuse a day that nobody can mean.

    :raises DayImpossible: it is before 1900, or more than 100 years ahead
    """
    ahead = (day.year - YEARS_AHEAD, day.month, day.day) > (today.year, today.month, today.day)
    if day < FIRST_DAY or ahead:
        raise DayImpossible


def check_absence(*, starts_on: date, ends_on: date | None, today: date) -> None:
    """
    Refuse days away that can't be; the last one counts, and one day is enough.

    :raises DayImpossible: nobody can mean one of the days
    :raises EndsTooEarly: the last day is before the first
    """
    check_day(starts_on, today=today)
    if ends_on is None:
        return
    check_day(ends_on, today=today)
    if ends_on < starts_on:
        raise EndsTooEarly


def check_death(*, died_on: date, born_on: date | None, today: date) -> None:
    """
    Refuse a day on which somebody can't have died.

    :raises DayImpossible: it is before 1900
    :raises DeathInFuture: it has not come yet
    :raises DeathBeforeBirth: it is before they were born
    """
    if died_on > today:
        raise DeathInFuture
    check_day(died_on, today=today)
    if born_on and died_on < born_on:
        raise DeathBeforeBirth
