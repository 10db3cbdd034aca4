"""Wages beside agreed hours: over the agreed rate, without hours, or under the law's least."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Final

from budgets.assurance.rules.flags.case import Case
from budgets.assurance.rules.flags.earned import Hours, Window, windows
from budgets.assurance.values.flag_facts import EngagementFacts, LineFacts, ShiftFacts
from budgets.assurance.values.flags import Flag, Rule, Severity
from budgets.plans.errors import RateMissing
from budgets.plans.rules.rates import minimum_wage_for, rate_on
from budgets.plans.values.rates import national_rates
from ledgers.values import pounds

PERCENT: Final = 100
HOLIDAY: Final = 1207, 10_000
NEAR_HOLIDAY: Final = 5, 1_000
PETTY_PENCE: Final = 500
WEEKS_IN_HAND: Final = 6
TAXED_PERCENT: Final = 80


@dataclass(slots=True)
class Pay:
    """One assistant's pay here, beside their hours."""

    case: Case
    worker: str
    engagements: Sequence[EngagementFacts]
    lines: list[LineFacts]
    shifts: list[tuple[EngagementFacts, ShiftFacts]]
    windows: list[Window]

    def agreed_pence(self, window: Window) -> int:
        """What the agreed hours of its days would earn."""
        days = (window.until - window.since).days
        return sum(
            one.rate_on(window.until) * one.weekly_minutes * days // (60 * 7)
            for one in self.engagements
            if one.starts_on <= window.until
        )


def pays(case: Case) -> Iterator[Pay]:
    """Each personal assistant of the budget who was paid."""
    for worker, engagements in case.workers.items():
        lines = [line for line in case.spent if line.payee_ref == worker]
        if lines:
            shifts = sorted(
                chain.from_iterable(
                    ((one, shift) for shift in case.shifts.get(one.engagement_ref, ()))
                    for one in engagements
                ),
                key=lambda pair: pair[1].started_at,
            )
            found = windows(lines, Hours.of(shifts))
            yield Pay(case, worker, engagements, lines, shifts, found)


def wages(case: Case) -> Iterator[Flag]:
    """What pay and hours say of each other, one assistant after another."""
    for pay in pays(case):
        if not pay.shifts:
            yield from _without_any_hours(pay)
            continue
        yield from _above(pay)
        yield from _under_minimum(pay)


def _without_any_hours(pay: Pay) -> Iterator[Flag]:
    if pay.case.hours_are_kept:
        reason = (
            f"{pay.lines[0].counterparty} was paid, and we have none of their hours. "
            "Could you tell us when they worked?"
        )
        yield pay.case.flag(Rule.PAY_WITHOUT_HOURS, pay.lines, Severity.ASK, reason)


def _above(pay: Pay) -> Iterator[Flag]:
    """
    Pay above what hours earned, since hours are kept.

    Holiday is allowed for as it is earned, and so is pay while the person is away, and the same
    pay each month for hours that differ.
    """
    over, empty = list[tuple[Window, int]](), list[tuple[Window, int]]()
    in_hand = WEEKS_IN_HAND * _week_pence(pay)
    begun = pay.shifts[0][1].started_at.date()
    for window in pay.windows:
        if window.until < begun:
            continue
        most = window.earned.most_pence
        spare = max(0, pay.agreed_pence(window) - most)
        allowed = spare if pay.case.is_away_on(window.until) else min(spare, in_hand)
        excess = window.paid - most - allowed
        in_hand += max(0, window.earned.least_pence - window.paid)
        in_hand += most * HOLIDAY[0] // HOLIDAY[1] - max(0, min(window.paid - most, allowed))
        if _is_above(pay.case, window, excess):
            (over if most else empty).append((window, excess))
    yield from _say(pay, Rule.OVER_THE_RATE, over, "more than the agreed hours and rate come to")
    yield from _say(pay, Rule.PAY_WITHOUT_HOURS, empty, "paid for weeks without any hours")


def _week_pence(pay: Pay) -> int:
    return sum(one.rate_on(date.max) * one.weekly_minutes // 60 for one in pay.engagements)


def _is_above(case: Case, window: Window, excess: int) -> bool:
    most, least = window.earned.most_pence, window.earned.least_pence
    if excess <= max(PETTY_PENCE, most * case.limits.over_rate_percent // PERCENT):
        return False
    return not any(_is_rolled_up(window.paid, base) for base in (most, least))


def _is_rolled_up(paid: int, base: int) -> bool:
    """Holiday is paid with each hour, as it may be for irregular hours: 12.07 % on top."""
    whole = base * (HOLIDAY[0] + HOLIDAY[1])
    return abs(paid * HOLIDAY[1] - whole) * NEAR_HOLIDAY[1] <= whole * NEAR_HOLIDAY[0]


def _say(pay: Pay, rule: Rule, found: list[tuple[Window, int]], words: str) -> Iterator[Flag]:
    lines = [line for window, _ in found for line in window.lines]
    excess = sum(pence for _, pence in found)
    if excess <= pay.case.limits.over_rate_pence:
        return
    reason = (
        f"{pay.lines[0].counterparty} had {pounds(excess)} {words}. "
        "Was there extra work, or was holiday paid?"
    )
    is_much = excess > 2 * pay.case.limits.round_from_pence and len(found) > 1
    severity = Severity.ASK if is_much else Severity.LOOK
    yield pay.case.flag(rule, lines, severity, reason, at_stake_pence=excess)


def _under_minimum(pay: Pay) -> Iterator[Flag]:
    """
    Pay under the National Minimum Wage over a period (National Minimum Wage Regulations 2015).

    Where the budget pays HMRC, wages may stand here after tax, and less of them is no sign.
    """
    case = pay.case
    is_taxed = any(case.kind_of(line) == "hmrc" for line in case.spent)
    least_percent = TAXED_PERCENT if is_taxed else PERCENT - case.limits.under_wage_percent
    short = [
        (window, _least(pay, window) - window.paid)
        for window in pay.windows
        if window.paid * PERCENT < _least(pay, window) * least_percent
    ]
    lacking = _lacking(pay, [window for window, _ in short])
    if len(short) > 1 and lacking > case.limits.over_rate_pence:
        lines = [line for window, _ in short for line in window.lines]
        reason = (
            f"{pay.lines[0].counterparty} was paid less than the minimum wage: about "
            f"{pounds(lacking)} is missing. We can help you put that right."
        )
        yield case.flag(
            Rule.UNDER_MINIMUM_WAGE, lines, Severity.LOOK, reason, at_stake_pence=lacking
        )


def _lacking(pay: Pay, short: Sequence[Window]) -> int:
    """What is missing from the first short pay to the last, what was paid above it set off."""
    if not short:
        return 0
    span = [one for one in pay.windows if short[0].since <= one.since <= short[-1].since]
    return sum(_least(pay, window) - window.paid for window in span)


def _least(pay: Pay, window: Window) -> int:
    born_on = pay.engagements[0].born_on
    return window.earned.least_minutes * least_an_hour(born_on, window.since) // 60


@cache
def least_an_hour(born_on: date | None, day: date) -> int:
    """The minimum wage of somebody of their age on a day; nothing before the dated table begins."""
    age = None
    if born_on is not None:
        age = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    try:
        return rate_on(rows=national_rates(), name=minimum_wage_for(age), day=day).value
    except RateMissing:
        return 0
