"""The person's own part of the money, missed twice running."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from budgets.assurance.rules.flags.case import Case, day_words
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

DAYS_OF_PERIOD: Final = {"weekly": 7, "fortnightly": 14, "four_weekly": 28, "monthly": 31}
MOST_DAYS: Final = 35
LATE: Final = timedelta(days=10)


def contribution_missed(case: Case) -> Iterator[Flag]:
    """Two contributions running didn't come, as far as the lines tell; what came late counts."""
    budget = case.budget
    days = DAYS_OF_PERIOD.get(budget.frequency)
    is_owed = budget.contribution_mode == "net" and budget.contribution_pence
    if not (days and is_owed and budget.known_until and case.contributions_are_seen):
        return
    paid = [line for line in case.lines if line.channel == "contribution" and line.pence > 0]
    days = max(days, _usual_days([line.booked_on for line in paid]))
    longest = timedelta(days=days * case.limits.contribution_periods) + LATE
    due = budget.contribution_pence * days // 7
    for since, until, came in _gaps(case, [(line.booked_on, line.pence) for line in paid]):
        missed = (until - since - LATE) // timedelta(days=days)
        if until - since > longest and came < due * missed:
            reason = (
                f"Your own part of the money has not come since {day_words(since)}: "
                f"{pounds(due * missed)}. Has something changed? We can look at it again."
            )
            yield case.flag(
                Rule.CONTRIBUTION_MISSED,
                [],
                Severity.LOOK,
                reason,
                at_stake_pence=due * missed,
            )
            return


def _usual_days(paid: list[date]) -> int:
    """From one to the next, as it usually is: some pay monthly what is owed weekly."""
    gaps = sorted((two - one).days for one, two in pairwise(paid))
    return min(gaps[len(gaps) // 2], MOST_DAYS) if gaps else 0


def _gaps(case: Case, paid: list[tuple[date, int]]) -> Iterator[tuple[date, date, int]]:
    """From each payment to the next, and what came with that."""
    budget = case.budget
    first = max(budget.starts_on, min((line.booked_on for line in case.lines), default=date.max))
    ends = [budget.known_until, budget.ends_on, budget.suspended_on, budget.died_on]
    last = min((day for day in ends if day), default=first)
    steps = [(first, 0), *(one for one in paid if one[0] <= last), (last, 0)]
    for (since, _), (until, came) in pairwise(steps):
        yield since, until, came
