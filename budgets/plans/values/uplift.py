"""Plain types of an uplift: whom it raises, by how much, and what it comes to."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.rates import percent
from budgets.plans.values.schedule import Frequency
from budgets.plans.values.support import RateLine
from ledgers.values import Purpose, pounds

YEAR_DAYS: Final = 365
WEEK_DAYS: Final = 7


@dataclass(frozen=True)
class UpliftFilters:
    """
    Which budgets an uplift is for: those that fit each filter; an empty one fits all.

    :ivar weekly_from_pence: a week's total of at least this
    :ivar weekly_to_pence: a week's total of at most this
    :ivar references: these budgets alone
    """

    kinds: tuple[BudgetKind, ...] = ()
    team_ids: tuple[UUID, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    holder_kinds: tuple[HolderKind, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    account_kinds: tuple[AccountChoice, ...] = ()
    weekly_from_pence: int | None = None
    weekly_to_pence: int | None = None
    references: tuple[str, ...] = ()

    def fits_week(self, total_pence: int) -> bool:
        """Whether a week's total is between the two sums."""
        low, high = self.weekly_from_pence, self.weekly_to_pence
        return (low is None or total_pence >= low) and (high is None or total_pence <= high)


@dataclass(frozen=True)
class Way:
    """
    By how much an uplift raises: a percentage, or a new rate for an hour; one of the two.

    :ivar percent_points: hundredths of a percent; below nothing, it lowers
    """

    percent_points: int | None = None
    hour_pence: int | None = None

    @property
    def words(self) -> str:
        """As a person reads it: Raised by 4.5 %."""
        if self.percent_points is None:
            return f"A new rate of {pounds(self.hour_pence or 0)} an hour"
        verb = "Raised" if self.percent_points > 0 else "Lowered"
        return f"{verb} by {percent(abs(self.percent_points))}"


@dataclass(frozen=True)
class Week:
    """
    A week's figures in pence: what they are, or what an uplift makes of them.

    :ivar built_from: what the rate builder was asked, if it worked them out
    :ivar lines: as the rate builder worked them out anew, where a new rate does that
    """

    total_pence: int
    contribution_pence: int
    built_from: dict[str, Any] | None = None
    lines: tuple[RateLine, ...] = ()


@dataclass(frozen=True)
class UpliftTotals:
    """
    What an uplift comes to for all that it raises together; those with a problem are left out.

    :ivar problems: how many can't be raised by it
    :ivar applied: how many have their new statement already
    """

    count: int
    problems: int
    applied: int
    old_weekly_pence: int
    new_weekly_pence: int

    @property
    def more_weekly_pence(self) -> int:
        """By how much a week costs more; below nothing where it costs less."""
        return self.new_weekly_pence - self.old_weekly_pence

    @property
    def old_yearly_pence(self) -> int:
        """Before, in a year of 365 days, as they are paid by days."""
        return _yearly(self.old_weekly_pence)

    @property
    def new_yearly_pence(self) -> int:
        """After, in a year of 365 days."""
        return _yearly(self.new_weekly_pence)

    @property
    def more_yearly_pence(self) -> int:
        """By how much a year costs more."""
        return self.new_yearly_pence - self.old_yearly_pence


def _yearly(weekly_pence: int) -> int:
    """Rounded half up."""
    return (2 * weekly_pence * YEAR_DAYS + WEEK_DAYS) // (2 * WEEK_DAYS)
