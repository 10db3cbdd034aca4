"""Which budgets something new bears on, so that a day's lines give what all lines would."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from budgets.assurance.rules.flags.case import Case
from budgets.assurance.rules.flags.contributions import contribution_missed
from budgets.assurance.rules.flags.silence import no_spending
from budgets.assurance.values.flag_facts import ShiftFacts

CLOCKS = (no_spending, contribution_missed)
"""Questions that time raises by itself."""


def touched(cases: Sequence[Case], since: date) -> set[str]:
    """
    Budgets with lines, hours or changes since a day, and all that are tied to those.

    Tied are budgets that share an assistant, an account or a team's one-off budgets.
    """
    fresh = [case for case in cases if _is_fresh(case, since)]
    found = {case.budget.budget_ref for case in fresh}
    found |= _clocked(cases)
    return found | _tied(cases, found)


def _clocked(cases: Sequence[Case]) -> set[str]:
    return {case.budget.budget_ref for case in cases for rule in CLOCKS if next(rule(case), None)}


def _is_fresh(case: Case, since: date) -> bool:
    if case.lines and case.lines[-1].booked_on >= since:
        return True
    budget = case.budget
    days = (budget.starts_on, budget.agreed_on, budget.ends_on, budget.suspended_on, budget.died_on)
    if any(day and day >= since for day in days):
        return True
    if any(own and _last(own).date() >= since for own in case.shifts.values()):
        return True
    return any(_is_new(one, since) for one in (*case.absences, *case.named.values()))


def _last(own: Sequence[ShiftFacts]) -> datetime:
    return max(max(shift.started_at, shift.logged_at) for shift in own)


def _is_new(one: object, since: date) -> bool:
    days = (getattr(one, name, None) for name in ("starts_on", "ends_on", "changed_on"))
    return any(day and day >= since - timedelta(days=1) for day in days)


def _tied(cases: Sequence[Case], found: set[str]) -> set[str]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case in cases:
        for tie in _ties(case):
            groups[tie].append(case.budget.budget_ref)
    if cases:
        groups |= {("payee", payee): [*refs] for payee, refs in cases[0].payers.items()}
    return {ref for refs in groups.values() if not found.isdisjoint(refs) for ref in refs}


def _ties(case: Case) -> set[tuple[str, str]]:
    accounts = {("account", one.fingerprint) for one in case.named.values() if one.fingerprint}
    found = accounts | {("worker", worker) for worker in case.workers}
    if case.budget.is_one_off and case.budget.authorised_by:
        member = case.members.get(case.budget.authorised_by)
        found.add(("team", member.team_ref if member else ""))
    return found
