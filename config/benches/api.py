"""
Every list and every single thing that REST shows, with all of England's budgets in the database.

117,000 budgets and five million transfers: people with a direct payment paid for two years, and
among them people with something of every kind; all in one council. Each operation is asked by
every role that may, and each list also by everything that narrows it. Goals: 95 of 100 answers
within 150 ms, none more than half as slow again as with 1,000 budgets, and as many queries for a
page of 200 as for a page of 50. Left out is what is worked out whole for one council or one team,
and so grows with it: who owes, who has much in hand, which reviews are due, the coming pay days.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from budgets.councils.rights import RIGHTS, Scope
from budgets.councils.services import fill_pot
from budgets.councils.values import Role
from budgets.people.models import Person
from budgets.plans.models import Budget
from config.benching import Measured
from config.crowding import copy_people
from config.england import ENGLAND, live
from config.matrix.asking import Case, Operation, ask, operations
from config.matrix.recipe import Things, in_days
from config.matrix.recipes import RECIPES
from config.matrix.scene import Scene, make_scene
from config.proving import QUICK, scratch_database
from ledgers.models import Transfer
from ledgers.values import SCHEDULER
from payments.outside.values import Rail
from payments.payouts.services import set_payout_settings

FEW, QUICK_COUNT = 1_000, 5_000
ONE_OF_EVERYTHING = 100
"""Of so many budgets, how many people have something of every kind."""
PAID, A_LITTLE = 25, 3
VISITS, A_FEW_VISITS = 20, 5
MOST_MS, MOST_TIMES, NOTHING_MS = 150, 1.5, 25
"""Below `NOTHING_MS` an answer is fast, however many times faster a smaller one was."""
WHOLE = {
    "listArrears",
    "listSurpluses",
    "listReviewsDue",
    "downloadReviews",
    "listComingPayDays",
    "listRunStopped",
    "listRunLeftOut",
}
MUCH = 1_000_000_000_00


@dataclass(frozen=True)
class Asked:
    """One address with one query, as one role."""

    operation: Operation
    role: Role
    query: str = ""

    def __str__(self) -> str:
        return f"{self.operation.name}{self.query} as {self.role}"


@dataclass
class Taken:
    """How long answers took, and how many questions to the database."""

    ms: list[float] = field(default_factory=list)
    queries: int = 0
    queries_of_200: int = 0

    @property
    def p95(self) -> float:
        """What 95 of 100 answers stay below, in milliseconds."""
        return round(quantiles(self.ms, n=20)[18], 1)


def run(seed: int) -> Measured:  # noqa: ARG001  nothing here is left to chance
    """Ask everything of a small council, let it grow, and ask it all again."""
    now = timezone.now()  # noqa: TID251  a benchmark is a door
    count = QUICK_COUNT if QUICK.get() else ENGLAND
    with scratch_database():
        scene, crowd = settle(now)
        crowd.grow_to(FEW)
        few = measure(scene, A_FEW_VISITS)
        crowd.grow_to(count)
        many = measure(scene, A_FEW_VISITS if QUICK.get() else VISITS)
        transfers = Transfer.objects.count()
    return _judge(few, many, count, transfers)


@dataclass
class Crowd:
    """Two people and how often each was copied."""

    paid_for_long: Person
    with_everything: Person
    copies: dict[UUID, int] = field(default_factory=dict)

    def grow_to(self, budgets: int) -> None:
        """Copy both until there are so many budgets in the house."""
        more = budgets // ONE_OF_EVERYTHING - self._copies(self.with_everything)
        self._copy(self.with_everything, more)
        self._copy(self.paid_for_long, budgets - Budget.objects.count())

    def _copy(self, person: Person, count: int) -> None:
        copy_people(count, person=person, first=self._copies(person) + 1)
        self.copies[person.id] = self._copies(person) + count

    def _copies(self, person: Person) -> int:
        return self.copies.get(person.id, 0)


def settle(now: datetime) -> tuple[Scene, Crowd]:
    """One council in which somebody was paid for long, and somebody has everything."""
    council, _ = live(now, A_LITTLE if QUICK.get() else PAID)
    paid = Person.objects.get()
    set_payout_settings(
        book_id=council.book_id,
        rail=Rail.BANK_FILE,
        care_days=7,
        paid_after_bank_days=2,
        starts_on=now.date(),
        now=now,
    )
    scene = make_scene(now, council)
    everything = Person.objects.select_related("team").get(id=scene.things["own"]["person"])
    fill_pot(team=everything.team, pence=MUCH, reason="Much", key=uuid4(), by=SCHEDULER, now=now)
    return scene, Crowd(paid, everything)


def measure(scene: Scene, visits: int) -> dict[Asked, Taken]:
    """Ask everything so often, in rounds, so that a noisy neighbour disturbs all alike."""
    taken = {asked: Taken() for asked in _everything(scene)}
    for asked, one in taken.items():
        one.queries = _queries(scene, asked)
        if "limit" in asked.operation.parameters:
            one.queries_of_200 = _queries(scene, asked, "limit=200")
    for _ in range(visits):
        for asked, one in taken.items():
            start = perf_counter()
            _ask(scene, asked)
            one.ms.append(1000 * (perf_counter() - start))
    return taken


def _everything(scene: Scene) -> Iterator[Asked]:
    for operation in operations():
        if operation.method != "get" or operation.name in WHOLE:
            continue
        scopes = RIGHTS[operation.right]
        yield from (Asked(operation, role) for role in scopes)
        widest = max(scopes, key=lambda role: list(Scope).index(scopes[role]))
        for query in _narrowings(scene.things["own"], operation):
            yield Asked(operation, widest, query)


def _narrowings(things: Things, operation: Operation) -> Iterator[str]:
    """The list by each thing that narrows it: every word of a choice, else one value."""
    for name, shape in parameters()[operation.name].items():
        if "enum" in shape:
            yield from (f"{name}={word}" for word in shape["enum"] if name != "format")
        elif name in things:
            yield f"{name}={things[name]}"
        elif shape.get("format") == "date":
            yield f"{name}={in_days(0)}"
        elif name == "q":
            yield f"{name}=Dan"


@cache
def parameters() -> dict[str, dict[str, Any]]:
    """The shape of each parameter of each operation, as the committed schema has it."""
    schema = json.loads((settings.BASE_DIR / "docs" / "openapi.json").read_text())
    return {
        said["operationId"]: {one["name"]: one["schema"] for one in said.get("parameters", ())}
        for methods in schema["paths"].values()
        for said in methods.values()
    }


def _queries(scene: Scene, asked: Asked, also: str = "") -> int:
    """The fewer of two, for the first request of a minute begins its count of requests anew."""
    return min(_captured(scene, asked, also) for _ in range(2))


def _captured(scene: Scene, asked: Asked, also: str) -> int:
    reset_queries()  # only so many are kept, and then none are counted
    with CaptureQueriesContext(connection) as captured:
        _ask(scene, asked, also)
    return len(captured)


def _ask(scene: Scene, asked: Asked, also: str = "") -> None:
    recipe = replace(RECIPES[asked.operation.name], rows=False)
    name = recipe.by_team if recipe.by_team and _is_team(asked) else recipe.thing
    thing = scene.things["own"][name] if name else UUID(int=0)
    query = "&".join(part for part in (asked.query, also) if part)
    case = Case(asked.operation, asked.role, "own")
    answer = ask(scene, case, recipe, thing, f"?{query}" if query else "")
    if answer.status_code != asked.operation.success:
        raise RuntimeError(f"{asked}: {answer.status_code} {answer.content!r:.300}")


def _is_team(asked: Asked) -> bool:
    return RIGHTS[asked.operation.right][asked.role] == Scope.TEAM


def _judge(
    few: dict[Asked, Taken], many: dict[Asked, Taken], count: int, transfers: int
) -> Measured:
    slow = [one for one in many if many[one].p95 >= MOST_MS]
    slower = [
        one
        for one in many
        if median(many[one].ms) > max(NOTHING_MS, MOST_TIMES * median(few[one].ms))
    ]
    growing = [
        one
        for one in many
        if many[one].queries != few[one].queries
        or many[one].queries_of_200 not in (0, many[one].queries)
    ]
    line = (
        f"{len(many)} requests, {count:,} budgets, {transfers:,} transfers; slowest p95 "
        f"{max(one.p95 for one in many.values())} ms; {len(slow)} above {MOST_MS} ms, "
        f"{len(slower)} slower than with {FEW:,}, {len(growing)} with more queries for more rows"
    )
    figures = {
        str(one): {
            "p95_ms": many[one].p95,
            "median_ms": round(median(many[one].ms), 1),
            "median_ms_with_few": round(median(few[one].ms), 1),
            "queries": [few[one].queries, many[one].queries, many[one].queries_of_200],
            "misses": [
                word
                for word, those in (("slow", slow), ("slower", slower), ("queries", growing))
                if one in those
            ],
        }
        for one in many
    }
    return Measured(
        not (slow or slower or growing),
        line,
        {"budgets": count, "transfers": transfers, "requests": figures},
    )
