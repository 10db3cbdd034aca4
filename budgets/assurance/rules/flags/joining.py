"""Questions about one matter are one question."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from budgets.assurance.values.flags import Flag, Rule, Severity

RANK: Final = {Severity.LOOK: 0, Severity.ASK: 1, Severity.URGENT: 2}
ORDER: Final = {rule: place for place, rule in enumerate(Rule)}
MOST_SENTENCES: Final = 2


def join(flags: Iterable[Flag]) -> list[Flag]:
    """Join flags of one budget that are about the same lines or shifts; in a settled order."""
    by_budget: dict[str, list[Flag]] = {}
    for flag in flags:
        by_budget.setdefault(flag.budget_ref, []).append(flag)
    found = [_joined(group) for own in by_budget.values() for group in _matters(own)]
    return sorted(found, key=lambda flag: (flag.budget_ref, ORDER[flag.rule], flag.line_ids))


def _matters(flags: list[Flag]) -> list[list[Flag]]:
    """Groups of flags that are tied by a line or a shift, or by the same rule about hours."""
    groups: list[tuple[set[str], list[Flag]]] = []
    for flag in flags:
        marks = {*flag.line_ids, *flag.shift_ids} or {flag.rule}
        members = [flag]
        apart = []
        for other, own in groups:
            if marks.isdisjoint(other):
                apart.append((other, own))
            else:
                marks |= other
                members = own + members
        groups = [*apart, (marks, members)]
    return [members for _, members in groups]


def _joined(group: list[Flag]) -> Flag:
    group = sorted(group, key=lambda flag: (-RANK[flag.severity], ORDER[flag.rule], flag.line_ids))
    first, rest = group[0], group[1:]
    if not rest:
        return first
    also = dict.fromkeys(flag.rule for flag in rest if flag.rule != first.rule)
    reasons = list(dict.fromkeys(flag.reason for flag in group))[:MOST_SENTENCES]
    return replace(
        first,
        reason=" ".join(reasons),
        at_stake_pence=max(flag.at_stake_pence for flag in group),
        line_ids=_all(flag.line_ids for flag in group),
        shift_ids=_all(flag.shift_ids for flag in group),
        grant_refs=_all(flag.grant_refs for flag in group),
        also=tuple(also),
    )


def _all(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({one for part in parts for one in part}))
