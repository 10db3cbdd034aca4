"""Runs every rule over what is known, from nothing or over what is new since a day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Final

from budgets.assurance.rules.flags import (
    accounts,
    balance,
    cash,
    contributions,
    endings,
    grants,
    hours,
    household,
    merchants,
    plan,
    private,
    repeats,
    silence,
    splitting,
    wages,
)
from budgets.assurance.rules.flags.case import Case
from budgets.assurance.rules.flags.gathering import gather, works_by_worker
from budgets.assurance.rules.flags.joining import join
from budgets.assurance.rules.flags.touching import touched
from budgets.assurance.values.flag_facts import Facts
from budgets.assurance.values.flags import Flag
from budgets.assurance.values.thresholds import Thresholds

OF_ANY: Final[tuple[Callable[[Case], Iterator[Flag]], ...]] = (
    accounts.shared_with_practitioner,
    accounts.shared_account,
    accounts.details_changed,
    endings.after_death,
    merchants.blocked_merchants,
)
"""Asked even of a one-off budget, which needs no account of itself."""

OF_ONGOING: Final[tuple[Callable[[Case], Iterator[Flag]], ...]] = (
    balance.drained,
    balance.surplus,
    cash.cash_above_share,
    contributions.contribution_missed,
    endings.after_end,
    endings.ended_but_paid,
    hours.shifts_away,
    household.household_family,
    household.rate_under_minimum,
    merchants.merchants_to_ask_about,
    plan.off_plan,
    private.holder_pays_themselves,
    private.new_payees,
    private.own_account,
    private.round_sums,
    repeats.same_again,
    silence.no_spending,
    splitting.split_under_the_limit,
    wages.wages,
)
OF_BIG_GRANTS: Final[tuple[Callable[[Case], Iterator[Flag]], ...]] = (
    merchants.merchants_to_ask_about,
    repeats.same_again,
)
OF_WORKERS: Final = (hours.overlapping_shifts, hours.impossible_hours)
OF_GIVERS: Final = (
    grants.split_grants,
    grants.crowding,
    grants.favouring,
    grants.far_from_team,
)


def assess(
    facts: Facts, *, thresholds: Thresholds, as_of: date, since: date | None = None
) -> list[Flag]:
    """
    Every question that the facts raise by the end of a day, the same for the same facts.

    With `since`, of budgets alone that something new since that day bears on: their flags take the
    place of those that they had, and all others stand as they were.
    """
    cases = gather(facts, limits=thresholds, as_of=as_of)
    return assess_cases(cases, None if since is None else touched(cases, since))


def assess_cases(cases: list[Case], wanted: set[str] | None = None) -> list[Flag]:
    """The same over cases that are gathered, for some budgets alone or for all."""
    flags = chain(_of_budgets(cases, wanted), _of_workers(cases, wanted), _of_givers(cases, wanted))
    return join(flag for flag in flags if wanted is None or flag.budget_ref in wanted)


def _of_budgets(cases: Iterable[Case], wanted: set[str] | None) -> Iterator[Flag]:
    for case in cases:
        if wanted is None or case.budget.budget_ref in wanted:
            for rule in OF_ANY:
                yield from rule(case)
            for rule in () if case.budget.is_one_off else OF_ONGOING:
                yield from rule(case)
            for rule in OF_BIG_GRANTS if _is_big_grant(case) else ():
                yield from rule(case)


def _is_big_grant(case: Case) -> bool:
    """A one-off budget above the sum for which nothing is asked."""
    budget = case.budget
    return budget.is_one_off and budget.one_off_pence > case.limits.no_questions_pence


def _of_workers(cases: list[Case], wanted: set[str] | None) -> Iterator[Flag]:
    case_of = {case.budget.budget_ref: case for case in cases}
    for works in works_by_worker(cases):
        if wanted is None or any(one.budget_ref in wanted for one, _ in works):
            for rule in OF_WORKERS:
                yield from rule(works, case_of)


def _of_givers(cases: list[Case], wanted: set[str] | None) -> Iterator[Flag]:
    for team in grants.grants_of(cases).values():
        everything = chain.from_iterable(team.values())
        if wanted is None or any(case.budget.budget_ref in wanted for case in everything):
            for given in team.values():
                for rule in OF_GIVERS:
                    yield from rule(given, team)
