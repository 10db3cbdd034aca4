"""Decisions about engagements, from values alone."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from budgets.assistants.errors import (
    AssistantBirthAbsurd,
    AssistantUnnamed,
    EngagementEndsFirst,
    NoticeAbsurd,
    RateAbsent,
    RateAbsurd,
    WeekAbsurd,
)
from budgets.assistants.values import NewEngagement, RateKind

MOST_PENCE: Final = 1_000_00
MINUTES_OF_WEEK: Final = 7 * 24 * 60
YOUNGEST: Final = 13
OLDEST: Final = 110


def check_assistant(*, full_name: str, born_on: date | None, today: date) -> None:
    """
    Refuse somebody who can't be.

    :raises AssistantUnnamed: there is no name
    :raises AssistantBirthAbsurd: younger than anybody may work, or older than anybody is
    """
    if not full_name.strip():
        raise AssistantUnnamed
    if born_on and not today.year - OLDEST <= born_on.year <= today.year - YOUNGEST:
        raise AssistantBirthAbsurd


def check_terms(new: NewEngagement) -> None:
    """
    Refuse terms that can't be meant.

    :raises EngagementEndsFirst: the last day is before the first
    :raises WeekAbsurd: more minutes than a week has, or fewer than none
    :raises RateAbsent: no kind of work has a rate
    :raises RateAbsurd: a rate below 1 penny or above £1,000.00
    """
    if new.ends_on and new.ends_on < new.starts_on:
        raise EngagementEndsFirst
    check_week(new.weekly_minutes)
    if not set(new.rates) - {RateKind.MILEAGE}:
        raise RateAbsent
    check_rates(new.rates)


def check_week(weekly_minutes: int) -> None:
    """
    Refuse a week that can't be.

    :raises WeekAbsurd: more minutes than a week has, or fewer than none
    """
    if not 0 <= weekly_minutes <= MINUTES_OF_WEEK:
        raise WeekAbsurd


def check_rates(rates: Mapping[RateKind, int]) -> None:
    """
    Refuse pay that can't be meant.

    :raises RateAbsurd: a rate below 1 penny or above £1,000.00
    """
    if not all(1 <= pence <= MOST_PENCE for pence in rates.values()):
        raise RateAbsurd


def check_notice(*, until: date, starts_on: date, today: date) -> None:
    """
    Refuse a notice that is over before it is given.

    :raises NoticeAbsurd: its last day is past, or before the first day of work
    """
    if until < today or until < starts_on:
        raise NoticeAbsurd
