"""Decisions about people, from values alone."""

from datetime import date

from budgets.people.errors import BornTooSoon, NameMissing

OLDEST_YEARS = 120


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
