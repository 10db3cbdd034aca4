"""Cash is fine in the share that was agreed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from budgets.assurance.rules.flags.case import Case, is_cash, total, within_windows
from budgets.assurance.values.flag_facts import LineFacts
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

PERCENT: Final = 100
AROUND: Final = timedelta(days=28)


def cash_above_share(case: Case) -> Iterator[Flag]:
    """In some weeks more was drawn in cash than the agreed share of what those weeks pay."""
    budget, limits = case.budget, case.limits
    if not budget.weekly_pence:
        return
    share = budget.cash_share_percent
    percent = limits.cash_percent if share is None else share
    allowed = budget.weekly_pence * limits.cash_weeks * percent // PERCENT
    allowed = max(allowed, 0) + limits.cash_slack_pence
    drawn = [line for line in case.spent if is_cash(line)]
    above = _above(drawn, timedelta(weeks=limits.cash_weeks), allowed)
    if above:
        over = max(total(above) - allowed, 0)
        reason = (
            f"{pounds(total(above))} was drawn in cash between {above[0].booked_on:%-d %B} and "
            f"{above[-1].booked_on:%-d %B}. That is more than the cash we agreed. "
            "What was it for? We can agree more if you need it."
        )
        is_much = over > limits.line_limit_pence and over > allowed
        severity = Severity.ASK if is_much else Severity.LOOK
        yield case.flag(Rule.CASH, above, severity, reason)


def _above(drawn: list[LineFacts], span: timedelta, allowed: int) -> list[LineFacts]:
    """What was drawn in stretches of days above what is allowed in them, and shortly around."""
    found = within_windows(drawn, span, allowed)
    if not found:
        return []
    first, last = found[0].booked_on - AROUND, found[-1].booked_on + AROUND
    return [line for line in drawn if first <= line.booked_on <= last]
