"""What has to be right before a budget or its figures are agreed."""

from collections.abc import Sequence
from datetime import date

from budgets.plans.errors import (
    ContributionAboveTotal,
    DayAbsurd,
    DayAhead,
    EndsBeforeStart,
    LinesDontAddUp,
    PurposesMissing,
    StatementAfterEnd,
    StatementOverlaps,
    StatementTooEarly,
    TotalMissing,
)
from budgets.plans.values.drafting import BudgetDraft, StatementDraft
from ledgers.values import Purpose

EARLIEST = date(2000, 1, 1)
MOST_YEARS_AHEAD = 10


def check_day(day: date, today: date) -> None:
    """
    Refuse a day that nobody can mean, such as one that a spreadsheet made of an empty cell.

    :raises DayAbsurd: it is before 2000, or more than ten years ahead
    """
    if day < EARLIEST or day.year > today.year + MOST_YEARS_AHEAD:
        raise DayAbsurd


def check_happened(day: date, today: date) -> None:
    """
    Refuse a day on which something can't have happened.

    :raises DayAbsurd: it can't be meant
    :raises DayAhead: it is still to come
    """
    check_day(day, today)
    if day > today:
        raise DayAhead


def check_draft(draft: BudgetDraft, today: date) -> None:
    """
    Refuse a budget that could not be agreed.

    :raises PurposesMissing: nobody says what it is for
    :raises EndsBeforeStart: its last day is before its first
    :raises DayAbsurd: a day can't be meant
    """
    check_purposes(draft.purposes)
    if draft.ends_on:
        check_day(draft.ends_on, today)
        if draft.ends_on < draft.statement.starts_on:
            raise EndsBeforeStart


def check_purposes(purposes: Sequence[tuple[Purpose, str]]) -> None:
    """
    Refuse a budget for nothing in particular (s.33(3): only for needs in the plan).

    :raises PurposesMissing: there is none, or one without words
    """
    if not purposes or any(not words.strip() for _, words in purposes):
        raise PurposesMissing


def check_figures(draft: StatementDraft, today: date) -> None:
    """
    Refuse figures that can't be right, whatever the budget.

    :raises TotalMissing: the total is nothing, or below it
    :raises ContributionAboveTotal: the person would pay more than it costs, or less than nothing
    :raises LinesDontAddUp: the lines' sum is not the total
    :raises DayAbsurd: the day can't be meant
    """
    check_day(draft.starts_on, today)
    if draft.total_pence <= 0:
        raise TotalMissing
    if not 0 <= draft.contribution_pence <= draft.total_pence:
        raise ContributionAboveTotal
    if draft.lines and sum(line.weekly_pence for line in draft.lines) != draft.total_pence:
        raise LinesDontAddUp


def check_place(
    draft: StatementDraft,
    *,
    budget_starts_on: date,
    budget_ends_on: date | None,
    newest_starts_on: date | None,
) -> None:
    """
    Refuse figures that don't fit the budget's days, or what is agreed for them.

    :raises StatementTooEarly: they begin before the budget
    :raises StatementAfterEnd: they begin after its last day
    :raises StatementOverlaps: others begin then or later, and these don't say they replace them
    """
    if draft.starts_on < budget_starts_on:
        raise StatementTooEarly
    if budget_ends_on and draft.starts_on > budget_ends_on:
        raise StatementAfterEnd
    if newest_starts_on and draft.starts_on <= newest_starts_on and not draft.takes_place:
        raise StatementOverlaps
