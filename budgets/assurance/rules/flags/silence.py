"""No spending for weeks of known days: is support missing?"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from budgets.assurance.rules.flags.case import Case, day_words
from budgets.assurance.values.flag_facts import LineFacts
from budgets.assurance.values.flags import Flag, Rule, Severity

STANDING: Final = frozenset({"fee", "interest", "direct_debit"})
DAY: Final = timedelta(days=1)
RARE_DAYS: Final = 14
TO_START: Final = timedelta(days=28)


def no_spending(case: Case) -> Iterator[Flag]:
    """
    A friendly question, and no audit: nothing was spent, and no hours were worked, for weeks.

    Days before a budget has begun well, after it stopped, and when the person is away don't count;
    nor do standing charges.
    """
    budget = case.budget
    if budget.is_one_off or not budget.weekly_pence or not budget.known_until:
        return
    ends = [budget.known_until, budget.ends_on, budget.suspended_on, budget.died_on]
    last = min(day for day in ends if day)
    days = sorted({*_spending_days(case), *_working_days(case)})
    first = min([line.booked_on for line in case.lines], default=budget.starts_on)
    edges = [max(first, budget.starts_on + TO_START), *(d for d in days if d <= last), last]
    for since, until in pairwise(edges):
        if (until - since).days > case.limits.silent_days:
            quiet = _days_at_home(case, since, until)
            if quiet > case.limits.silent_days:
                reason = (
                    f"Nothing was spent between {day_words(since)} and {day_words(until)}. "
                    "Are you all right? Is it hard to find the support you need?"
                )
                severity = Severity.LOOK if _is_rare(days) else Severity.ASK
                yield case.flag(Rule.NO_SPENDING, [], severity, reason)
                return


def _is_rare(days: list[date]) -> bool:
    """Spending comes now and then alone, as with a carer's breaks."""
    gaps = sorted((two - one).days for one, two in pairwise(days))
    return not gaps or gaps[len(gaps) // 2] > RARE_DAYS


def _spending_days(case: Case) -> Iterator[date]:
    for line in case.spent:
        if not _is_standing(case, line):
            yield line.booked_on


def _is_standing(case: Case, line: LineFacts) -> bool:
    return line.channel in STANDING and case.kind_of(line) not in {"worker", "provider"}


def _working_days(case: Case) -> Iterator[date]:
    for shifts in case.shifts.values():
        for shift in shifts:
            yield shift.started_at.date()


def _days_at_home(case: Case, since: date, until: date) -> int:
    away = sum(
        max(0, (min(one.ends_on or until, until) - max(one.starts_on, since)).days + 1)
        for one in case.absences
    )
    return (until - since).days - away
