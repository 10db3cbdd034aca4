"""
Every payment of a year for as many people as have a direct payment in England: 117,000.

Budgets of every frequency, with one statement or several, pauses, and ends; each payment with its
days, its lines and its pence. Goal: 30 seconds on one core. All that is counted is added up again
in one piece; a penny of difference misses the goal, too.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from time import perf_counter

from budgets.plans.rules.entitlement import calendar_of_year, due_pence, lines_due
from budgets.plans.values.schedule import (
    Calendar,
    ContributionMode,
    Facts,
    Frequency,
    Span,
    Terms,
    default_calendar,
)
from config.benching import Measured
from config.proving import QUICK

BUDGETS = 117_000
MOST_SECONDS = 30
STARTS_ON, ENDS_ON = date(2026, 4, 6), date(2027, 4, 6)
CLOSED = frozenset({date(2026, 12, 24), date(2026, 12, 31)})
FREQUENCIES = {
    Frequency.FOUR_WEEKLY: 80,
    Frequency.MONTHLY: 10,
    Frequency.FORTNIGHTLY: 5,
    Frequency.WEEKLY: 5,
}
PAUSED, ENDED = 0.1, 0.1


def run(seed: int) -> Measured:
    """Make a country's budgets, and time the year of each."""
    count = BUDGETS // 10 if QUICK.get() else BUDGETS
    seconds, payments, wrong = 0.0, 0, 0
    for facts, calendar in make_budgets(count, Random(seed)):  # noqa: S311  made-up budgets
        start = perf_counter()
        year = calendar_of_year(facts, calendar, STARTS_ON, ENDS_ON)
        seconds += perf_counter() - start
        payments += len(year)
        whole = Span(STARTS_ON, year[-1].period.ends_on) if year else Span(STARTS_ON, STARTS_ON)
        pence = due_pence(lines_due(facts, whole), facts.mode)
        wrong += pence != sum(due.pence for due in year)
    return _judge(count, seconds, payments, wrong)


def _judge(count: int, seconds: float, payments: int, wrong: int) -> Measured:
    figures = {
        "budgets": count,
        "periods": payments,
        "seconds": round(seconds, 2),
        "microseconds_a_period": round(seconds / payments * 1_000_000, 1),
        "wrong": wrong,
    }
    line = (
        f"{payments:,} periods of {count:,} budgets in {seconds:.1f} s, "
        f"{figures['microseconds_a_period']} µs each; {wrong} of the years don't add up"
    )
    return Measured(not wrong and seconds <= MOST_SECONDS, line, figures)


def make_budgets(count: int, chance: Random) -> Iterator[tuple[Facts, Calendar]]:
    """Budgets as they come: most paid every four weeks under one, two or three statements."""
    calendars = {name: replace(default_calendar(name), closed=CLOSED) for name in FREQUENCIES}
    names, weights = list(FREQUENCIES), list(FREQUENCIES.values())
    for frequency in chance.choices(names, weights, k=count):
        yield _make_facts(chance), calendars[frequency]


def _make_facts(chance: Random) -> Facts:
    starts_on = ENDS_ON - timedelta(days=chance.randrange(1, 1_000))
    pauses = []
    if chance.random() < PAUSED:
        away_on = starts_on + timedelta(days=chance.randrange(500))
        pauses = [Span(away_on, away_on + timedelta(days=chance.randrange(1, 40)))]
    ended = chance.random() < ENDED
    return Facts(
        terms=tuple(_make_terms(starts_on, chance)),
        mode=chance.choice(list(ContributionMode)),
        pays_from=starts_on,
        ends_on=starts_on + timedelta(days=chance.randrange(1_000)) if ended else None,
        pauses=tuple(pauses),
    )


def _make_terms(starts_on: date, chance: Random) -> Iterator[Terms]:
    for number in range(1, chance.randrange(2, 5)):
        total = chance.randrange(50_00, 1_500_00)
        yield Terms(number, starts_on, total, chance.randrange(0, total // 2))
        starts_on += timedelta(days=chance.randrange(1, 365))
