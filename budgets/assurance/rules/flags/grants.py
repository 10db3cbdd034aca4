"""How a practitioner gives one-off budgets, beside the rest of their team; staff look first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from budgets.assurance.rules.flags.case import Case
from budgets.assurance.values.flags import Flag, Rule, Severity

Giving = Mapping[str, Sequence[Case]]
PERCENT: Final = 100
QUARTER: Final = 4
TIMES: Final = 2
FEWEST_TO_COMPARE: Final = 3


def given_on(case: Case) -> date:
    """When a one-off budget was given."""
    return case.budget.agreed_on or case.budget.starts_on


def _limit(case: Case) -> int:
    member = case.members.get(case.budget.authorised_by)
    limit = member.grant_limit_pence if member else None
    return limit or case.limits.no_questions_pence


def _flag(rule: Rule, case: Case, about: Sequence[Case], reason: str, stake: int) -> Flag:
    return Flag(
        rule=rule,
        budget_ref=case.budget.budget_ref,
        reason=reason,
        severity=Severity.LOOK,
        at_stake_pence=stake,
        line_ids=tuple(line.line_id for line in case.spent),
        grant_refs=tuple(one.budget.budget_ref for one in about),
    )


def _each(rule: Rule, about: Sequence[Case], reason: str) -> Iterator[Flag]:
    for case in about:
        yield _flag(rule, case, about, reason, case.budget.one_off_pence)


def split_grants(given: Sequence[Case], _team: Giving) -> Iterator[Flag]:
    """One practitioner gave one person two sums within days, each near the limit of one."""
    people: dict[str, list[Case]] = defaultdict(list)
    for case in given:
        pence, limits = case.budget.one_off_pence, case.limits
        if pence * PERCENT >= _limit(case) * limits.split_percent:
            people[case.budget.person_ref].append(case)
    for cases in people.values():
        near = _close(cases)
        if near and sum(case.budget.one_off_pence for case in near) > _limit(near[0]):
            reason = "Two one-off budgets came within days that together are above what one may be."
            yield from _each(Rule.SPLIT_GRANTS, near, reason)


def _close(cases: list[Case]) -> list[Case]:
    found: dict[str, Case] = {}
    for before, after in pairwise(cases):
        if given_on(after) - given_on(before) <= timedelta(days=after.limits.split_days):
            found.update({before.budget.budget_ref: before, after.budget.budget_ref: after})
    return list(found.values())


def crowding(given: Sequence[Case], team: Giving) -> Iterator[Flag]:
    """Many grants of one practitioner lie just under their limit, and colleagues' don't."""
    near = [case for case in given if _is_just_under(case)]
    if len(near) < (given[0].limits.crowding_grants if given else 1):
        return
    others = [case for cases in team.values() for case in cases if case not in given]
    theirs = sum(map(_is_just_under, others))
    if _stands_out(len(near), len(given), theirs, len(others)):
        reason = (
            "Many one-off budgets by one practitioner are just below what they may decide alone."
        )
        yield from _each(Rule.CROWDING, near, reason)


def _stands_out(own: int, of_own: int, theirs: int, of_theirs: int) -> bool:
    """A quarter of one's own at least, and more than twice the share that colleagues have."""
    return own * QUARTER >= of_own and own * max(of_theirs, 1) > TIMES * theirs * of_own


def _is_just_under(case: Case) -> bool:
    limit = _limit(case)
    pence = case.budget.one_off_pence
    return limit * case.limits.crowding_percent <= pence * PERCENT < limit * PERCENT


def favouring(given: Sequence[Case], team: Giving) -> Iterator[Flag]:
    """One shop gets much of what one practitioner gives, and little of what colleagues give."""
    shops: dict[str, list[Case]] = defaultdict(list)
    for case in given:
        for shop in _shops(case):
            shops[shop].append(case)
    others = [case for cases in team.values() for case in cases if case not in given]
    for shop, cases in shops.items():
        theirs = sum(shop in _shops(case) for case in others)
        is_much = len(cases) >= given[0].limits.favouring_grants
        if is_much and _stands_out(len(cases), len(given), theirs, len(others)):
            reason = "Much of what one practitioner gives goes to one shop."
            yield from _each(Rule.FAVOURING, cases, reason)


def _shops(case: Case) -> set[str]:
    paid = [case.payees.get(line.payee_ref) for line in case.spent]
    payees = [*(one for one in paid if one), *case.named.values()]
    known = {
        one.fingerprint or " ".join(one.name.casefold().split())
        for one in payees
        if one.kind in {"business", "provider", "person"}
    }
    unnamed = (line for line in case.spent if not line.payee_ref and line.counterparty)
    return known | {" ".join(line.counterparty.casefold().split()) for line in unnamed}


def far_from_team(given: Sequence[Case], team: Giving) -> Iterator[Flag]:
    """One practitioner gave several times as much as is usual in the team."""
    sums = [sum(case.budget.one_off_pence for case in cases) for cases in team.values()]
    own = sum(case.budget.one_off_pence for case in given)
    limits = given[0].limits
    if len(sums) < FEWEST_TO_COMPARE or len(given) < limits.far_grants:
        return
    if own > limits.far_times * median(sums):
        biggest = max(given, key=lambda case: (case.budget.one_off_pence, case.budget.budget_ref))
        reason = "One practitioner gave several times as much as is usual in the team."
        yield _flag(Rule.FAR_FROM_TEAM, biggest, given, reason, int(own - median(sums)))


def grants_of(cases: Sequence[Case]) -> dict[str, dict[str, list[Case]]]:
    """One-off budgets by team and by who gave them, the first given first."""
    found: dict[str, dict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
    for case in sorted(cases, key=lambda one: (given_on(one), one.budget.budget_ref)):
        member = case.members.get(case.budget.authorised_by)
        if case.budget.is_one_off and case.budget.authorised_by:
            found[member.team_ref if member else ""][case.budget.authorised_by].append(case)
    return found
