"""What an uplift may be, whom it is for, and what it makes of a week's figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from budgets.plans.errors import (
    FilterUnknown,
    HourNoHigher,
    NobodyByTheHour,
    NotBuiltFromHours,
    StatementOverlaps,
    StatementWaiting,
    UpliftAbsurd,
    UpliftUnsaid,
    WouldBeLowered,
)
from budgets.plans.rules.agreeing import check_day
from budgets.plans.rules.rate_builder import build_rate, weekly_total_pence
from budgets.plans.rules.rates import half_up
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.rates import RateRow
from budgets.plans.values.schedule import Frequency
from budgets.plans.values.support import RateLine, Support, read_support
from budgets.plans.values.uplift import UpliftFilters, Way, Week
from ledgers.values import Purpose, pounds, share_out

WHOLE: Final = 10_000
"""Hundredths of a percent in the whole."""
MOST_POINTS: Final = 5_000
MOST_HOUR_PENCE: Final = 200_00

CHOICES: Final[dict[str, Callable[[Any], Any]]] = {
    "kinds": BudgetKind,
    "team_ids": lambda value: UUID(str(value)),
    "purposes": Purpose,
    "holder_kinds": HolderKind,
    "frequencies": Frequency,
    "account_kinds": AccountChoice,
    "references": str,
}
"""Each filter that is a list, and what reads one of its choices."""
SUMS: Final = ("weekly_from_pence", "weekly_to_pence")


def read_filters(data: Mapping[str, Any]) -> UpliftFilters:
    """
    Read filters from plain data: lists of choices by name, and two sums in pence.

    :raises FilterUnknown: there is no such filter, or no such choice in it
    """
    unknown = data.keys() - {*CHOICES, *SUMS}
    if unknown:
        raise FilterUnknown(f"There is no filter called {', '.join(sorted(unknown))}.")
    lists = {name: _choices(name, data.get(name) or ()) for name in CHOICES}
    low, high = (_sum(name, data.get(name)) for name in SUMS)
    return UpliftFilters(**lists, weekly_from_pence=low, weekly_to_pence=high)


def _choices(name: str, values: Any) -> tuple[Any, ...]:
    if isinstance(values, str):
        raise FilterUnknown(f"The filter {name} is a list.")
    try:
        return tuple(CHOICES[name](value) for value in values)
    except (ValueError, TypeError) as error:
        raise FilterUnknown(f"The filter {name} has no such choice.") from error


def _sum(name: str, value: Any) -> int | None:
    if value is None or (type(value) is int and value >= 0):
        return value
    raise FilterUnknown(f"The filter {name} is a sum in pence.")


def as_data(filters: UpliftFilters) -> dict[str, Any]:
    """Filters as plain data that can be kept, and read again; those that are empty are left out."""
    lists = {name: [str(value) for value in getattr(filters, name)] for name in CHOICES}
    sums = {name: getattr(filters, name) for name in SUMS}
    return {name: value for name, value in {**lists, **sums}.items() if value not in ([], None)}


def check_uplift(*, way: Way, words: str, starts_on: date, today: date) -> None:
    """
    Refuse an uplift that nobody can mean.

    :raises UpliftAbsurd: nothing, both ways at once, half as much again, or no wage at all
    :raises UpliftUnsaid: it isn't said what it is
    :raises DayAbsurd: the day can't be meant
    """
    check_day(starts_on, today)
    if not words.strip():
        raise UpliftUnsaid
    if (way.percent_points is None) == (way.hour_pence is None):
        raise UpliftAbsurd
    if way.percent_points is not None and not 0 < abs(way.percent_points) <= MOST_POINTS:
        raise UpliftAbsurd
    if way.hour_pence is not None and not 0 < way.hour_pence <= MOST_HOUR_PENCE:
        raise UpliftAbsurd


def raised_pence(total_pence: int, percent_points: int) -> int:
    """A week's total with a percentage of it more, or less, rounded half up to the penny."""
    return half_up(total_pence * (WHOLE + percent_points), WHOLE)


def check_free(*, is_waiting: bool, later_on: date | None) -> None:
    """
    Refuse to raise figures where others are on their way, which it would undo or lose.

    :raises StatementWaiting: others wait to be agreed
    :raises StatementOverlaps: others are agreed and begin on a later day
    """
    if is_waiting:
        raise StatementWaiting
    if later_on:
        raise StatementOverlaps(
            f"Other figures begin on {later_on:%-d %B %Y}. Write down by hand what both become."
        )


def raise_week(*, week: Week, way: Way, rows: Iterable[RateRow], day: date) -> Week:
    """
    What an uplift makes of a week: the person's contribution stays, and is never above the total.

    :param rows: the nation's rates and the council's own, for a new rate
    :raises Refusal: the figures can't be worked out anew, or would be lowered by it
    """
    if way.percent_points is not None:
        total_pence = raised_pence(week.total_pence, way.percent_points)
        return _with_total(week, total_pence, week.built_from)
    support = _with_hour(week, way.hour_pence or 0)
    lines = tuple(build_rate(support=support, rows=rows, day=day))
    total_pence = weekly_total_pence(lines)
    if total_pence < week.total_pence:
        raise WouldBeLowered(_lowered_words(week.total_pence, total_pence))
    return _with_total(week, total_pence, support.as_data(), lines)


def _with_total(
    week: Week,
    total_pence: int,
    built_from: dict[str, Any] | None,
    lines: tuple[RateLine, ...] = (),
) -> Week:
    return Week(total_pence, min(week.contribution_pence, total_pence), built_from, lines)


def _with_hour(week: Week, hour_pence: int) -> Support:
    """
    The same support with a new rate for an hour; whoever agreed a better one keeps it.

    :raises NotBuiltFromHours: nobody knows from which hours the figures come
    :raises NobodyByTheHour: no assistant is paid
    :raises HourNoHigher: the hour that is agreed is as much already
    """
    if week.built_from is None:
        raise NotBuiltFromHours
    support = read_support(week.built_from)
    if support.assistance is None:
        raise NobodyByTheHour
    own = support.assistance.hour_pence
    if own is not None and own >= hour_pence:
        raise HourNoHigher(f"{pounds(own)} an hour is agreed here already, so it stays.")
    return replace(support, assistance=replace(support.assistance, hour_pence=hour_pence))


def _lowered_words(old_pence: int, new_pence: int) -> str:
    return (
        f"It would be lowered from {pounds(old_pence)} to {pounds(new_pence)} a week. "
        "Write down new figures by hand if that is right."
    )


def shared_pence(lines: Sequence[int], new_pence: int) -> list[int]:
    """
    What each line of a week becomes, so that they add up to the new total to the penny.

    Lines below nothing, such as what somebody else pays, stay as they are.
    """
    if not lines:
        return []
    fixed = sum(pence for pence in lines if pence < 0)
    shares = iter(share_out(new_pence - fixed, [pence for pence in lines if pence > 0]))
    return [next(shares) if pence > 0 else pence for pence in lines]
