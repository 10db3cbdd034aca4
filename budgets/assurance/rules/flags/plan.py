"""Spending on what the plan doesn't speak of, above the sum where that matters."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from budgets.assurance.rules.flags.case import Case, runs_within, total, within_windows
from budgets.assurance.rules.flags.merchants import NEVER_ALONE
from budgets.assurance.values.flag_facts import LineFacts
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

NOT_SAID: Final = frozenset({"", "other", "employment_costs"})


def off_plan(case: Case) -> Iterator[Flag]:
    """
    Spending on purposes that are not the plan's: one big sum, or several within weeks.

    Costs of employing go with any plan; what is not known is not off the plan, and what is only
    guessed counts when it is big.
    """
    limits = case.limits
    if not case.budget.purposes or case.budget.is_one_off:
        return
    outside = [line for line in case.spent if _is_outside(case, line)]
    much = within_windows(outside, timedelta(days=limits.off_plan_days), limits.off_plan_pence)
    for run in runs_within(much, limits.off_plan_days):
        reason = (
            f"{pounds(total(run))} went on something that is not in the plan. "
            "Tell us what it was for: a plan can be changed."
        )
        is_big = any(line.is_sure and -line.pence > limits.line_limit_pence for line in run)
        severity = Severity.ASK if is_big else Severity.LOOK
        yield case.flag(Rule.OFF_PLAN, run, severity, reason)


def _is_outside(case: Case, line: LineFacts) -> bool:
    least = case.limits.small_line_pence if line.is_sure else case.limits.line_limit_pence
    if -line.pence < least or case.is_expected(line):
        return False
    if line.mcc in NEVER_ALONE or line.purpose in NOT_SAID:
        return False
    return line.purpose not in case.budget.purposes
