"""What a budget is when it comes here, from its days and what was decided before."""

from datetime import date

from budgets.caseload.values.budget_rows import BudgetRow
from budgets.plans.rules.conditions import conditions_for
from budgets.plans.rules.periods import period_of
from budgets.plans.values import BudgetKind, BudgetState, KnownFrom
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.conditions import ConditionCode
from budgets.plans.values.schedule import Calendar, Frequency


def conditions_of(row: BudgetRow) -> tuple[ConditionCode, ...]:
    """The conditions of sections 31 and 32 that it needs; a one-off budget needs none."""
    return () if row.kind == BudgetKind.RECOVERY else conditions_for(row.holder_kind)


def began_before(row: BudgetRow, today: date) -> bool:
    """Whether somebody else has begun to pay it."""
    return row.starts_on < today


def is_over(row: BudgetRow, today: date) -> bool:
    """Whether its last day has passed."""
    return row.ends_on is not None and row.ends_on < today


def state_of(row: BudgetRow, today: date) -> BudgetState:
    """
    Where a budget is, from facts alone.

    One that began before is paid also where nobody wrote down when the conditions were decided:
    they were, on paper. One that has yet to begin waits for them.
    """
    if is_over(row, today):
        return BudgetState.ENDED
    if row.suspended_on:
        return BudgetState.SUSPENDED
    decided = row.conditions_decided_on or not conditions_of(row)
    return BudgetState.ACTIVE if decided or began_before(row, today) else BudgetState.AGREED


def decided_on_paper(row: BudgetRow, today: date) -> bool:
    """Whether its conditions were decided before, and no day says when."""
    return row.conditions_decided_on is None and began_before(row, today)


def pays_from(row: BudgetRow, calendar: Calendar, today: date) -> date | None:
    """
    The first day that we pay for; none for what is paid once.

    A budget that began before was paid by somebody else, in advance, until the period ends in
    which it comes here.
    """
    if row.frequency == Frequency.ONCE or row.kind == BudgetKind.RECOVERY:
        return None
    if not began_before(row, today):
        return row.starts_on
    return period_of(today, calendar).ends_on


def known_from(row: BudgetRow) -> KnownFrom:
    """How we know what became of the money: as said, or by who keeps it."""
    if row.known_from:
        return row.known_from
    held = row.kind == BudgetKind.MANAGED or row.account_kind == AccountChoice.CARD
    return KnownFrom.CARD if held else KnownFrom.NOTHING
