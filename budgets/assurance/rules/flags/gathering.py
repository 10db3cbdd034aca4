"""Facts, put together by budget: each line and shift is looked at once, and sorted once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import TypeVar

from budgets.assurance.rules.flags.case import Case
from budgets.assurance.values.flag_facts import (
    EngagementFacts,
    Facts,
    LineFacts,
    PayeeFacts,
    ShiftFacts,
)
from budgets.assurance.values.thresholds import Thresholds

K = TypeVar("K")
V = TypeVar("V")

IN_ORDER = itemgetter(2, 0)
"""Lines by day and reference."""


def gather(facts: Facts, *, limits: Thresholds, as_of: date) -> list[Case]:
    """One case for each budget, with what is known by the end of a day."""
    lines = _by_budget(facts.lines, as_of)
    shifts = _by_engagement(facts.shifts, as_of)
    workers: dict[str, dict[str, list[EngagementFacts]]] = defaultdict(lambda: defaultdict(list))
    for one in facts.engagements:
        workers[one.budget_ref][one.worker_ref].append(one)
    payees = {one.payee_ref: one for one in facts.payees}
    absences = _groups((one.person_ref, one) for one in facts.absences if one.starts_on <= as_of)
    named = _groups((one.budget_ref, one) for one in facts.payees if one.budget_ref)
    sharing = _groups((one.fingerprint, one) for one in facts.payees if one.fingerprint)
    payers = _payers(payees, lines)
    members = {one.member_ref: one for one in facts.members}
    homes = {one.budget_ref: one.household_ref or one.person_ref for one in facts.budgets}
    kept, seen = _hours_are_kept(facts, shifts), _contributions_are_seen(facts, lines)
    return [
        Case(
            budget=budget,
            limits=limits,
            as_of=as_of,
            lines=(own := lines.get(budget.budget_ref, [])),
            spent=[line for line in own if line.pence < 0],
            payees=payees,
            named={one.payee_ref: one for one in named.get(budget.budget_ref, ())},
            shifts={
                one.engagement_ref: shifts.get(one.engagement_ref, [])
                for engagements in workers[budget.budget_ref].values()
                for one in engagements
            },
            workers=workers[budget.budget_ref],
            absences=absences.get(budget.person_ref, ()),
            members=members,
            sharing=sharing,
            payers=payers,
            households=homes,
            hours_are_kept=kept,
            contributions_are_seen=seen,
        )
        for budget in facts.budgets
    ]


def _by_budget(lines: Iterable[LineFacts], as_of: date) -> dict[str, list[LineFacts]]:
    found = _groups((line.budget_ref, line) for line in lines if line.booked_on <= as_of)
    for own in found.values():
        own.sort(key=IN_ORDER)
    return found


def _payers(
    payees: dict[str, PayeeFacts], lines: dict[str, list[LineFacts]]
) -> dict[str, set[str]]:
    """Who pays those that are named for nobody alone, other than the offices that all pay."""
    found: dict[str, set[str]] = {
        ref: set() for ref, one in payees.items() if one.kind == "person" and not one.budget_ref
    }
    for budget, own in lines.items():
        for line in own:
            if line.payee_ref in found:
                found[line.payee_ref].add(budget)
    return found


def _by_engagement(shifts: Iterable[ShiftFacts], as_of: date) -> dict[str, list[ShiftFacts]]:
    found = _groups(
        (shift.engagement_ref, shift) for shift in shifts if shift.started_at.date() <= as_of
    )
    for own in found.values():
        own.sort(key=lambda shift: (shift.started_at, shift.shift_id))
    return found


def _groups(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _hours_are_kept(facts: Facts, shifts: dict[str, list[ShiftFacts]]) -> bool:
    """Whether most engagements have hours here; else pay without them says nothing."""
    having = sum(one.engagement_ref in shifts for one in facts.engagements)
    return having * 2 > len(facts.engagements)


def _contributions_are_seen(facts: Facts, lines: dict[str, list[LineFacts]]) -> bool:
    """Whether contributions show among the lines of those who owe one."""
    owing = [one.budget_ref for one in facts.budgets if one.contribution_mode == "net"]
    seen = sum(any(line.channel == "contribution" for line in lines.get(ref, ())) for ref in owing)
    return seen * 3 > len(owing)


def works_by_worker(cases: Iterable[Case]) -> Iterator[list[tuple[EngagementFacts, ShiftFacts]]]:
    """All the hours of each assistant, whoever employs them, in order."""
    found: dict[str, list[tuple[EngagementFacts, ShiftFacts]]] = defaultdict(list)
    for case in cases:
        for worker, engagements in case.workers.items():
            for one in engagements:
                found[worker] += ((one, shift) for shift in case.shifts[one.engagement_ref])
    for worker in sorted(found):
        yield sorted(found[worker], key=lambda pair: (pair[1].started_at, pair[1].shift_id))
