"""
A holder's home, and why their balance is what it is, with all of England's budgets in the database.

117,000 people, each with a direct payment and a year of instalments, are copied from one that was
made by the verbs of life. Goal: 95 of 100 answers of either page within 100 ms, over HTTP.
"""

from collections.abc import Sequence
from datetime import datetime
from statistics import median, quantiles
from time import perf_counter

from django.utils import timezone

from budgets.people import services as people
from budgets.people.models import Person
from budgets.plans.models import Budget
from budgets.plans.values import KnownFrom
from config.answering import Visitor, live_server
from config.benching import Measured
from config.england import ENGLAND, england
from config.proving import QUICK
from ledgers.models import Transfer
from web.sign_in.example import example_link

A_FEW = 5_000
VISITORS, VISITS = 30, 5
MOST_MS = 100
PERIODS = 13


def run(seed: int) -> Measured:  # noqa: ARG001  nothing here is left to chance
    """Open both pages as many different people, and take the slowest of twenty."""
    now = timezone.now()  # noqa: TID251  a benchmark is a door
    count = A_FEW if QUICK.get() else ENGLAND
    with england(budgets=count, paid=PERIODS):
        Budget.objects.update(known_from=KnownFrom.STATEMENTS, known_until=now)
        visitors = _let_in(now)
        transfers = Transfer.objects.count()
        with live_server() as port:
            taken = _visit(port, visitors)
    return _judge(taken, count, transfers)


def _judge(taken: dict[str, list[float]], count: int, transfers: int) -> Measured:
    figures = {
        name: {"median_ms": round(median(times), 1), "p95_ms": round(quantiles(times, n=20)[18], 1)}
        for name, times in taken.items()
    }
    said = ", ".join(f"{name} {one['p95_ms']} ms" for name, one in figures.items())
    holds = all(one["p95_ms"] < MOST_MS for one in figures.values())
    line = f"{count:,} budgets, {transfers:,} transfers; p95 of {said}"
    return Measured(holds, line, {"budgets": count, "transfers": transfers, "pages": figures})


def _visit(port: int, visitors: Sequence[tuple[Person, Budget]]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {"home": [], "why": []}
    for person, budget in visitors:
        visitor = Visitor(port)
        visitor.get("/" + example_link(person.user).split("/", 3)[3])  # type: ignore[arg-type]
        pages = {"home": "/home", "why": f"/plan/{budget.id}/why"}
        for name, page in [*pages.items()] * (VISITS + 1):
            start = perf_counter()
            answer, _ = visitor.get(page)
            if answer.status != 200:  # noqa: PLR2004
                raise RuntimeError(f"{page} answered {answer.status}: it was not measured.")
            taken[name].append(1000 * (perf_counter() - start))
    return taken


def _let_in(now: datetime) -> list[tuple[Person, Budget]]:
    """Give some of the copies a sign-in of their own."""
    some = Budget.objects.select_related("person").order_by("id")[:VISITORS]
    for number, budget in enumerate(some):
        people.give_sign_in(person=budget.person, email=f"holder{number}@home.example", now=now)
    return [(budget.person, budget) for budget in some]
