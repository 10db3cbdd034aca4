"""
No payment is lost and none doubled when the database dies, and a yes stays a yes.

Everybody is paid by several workers over a bank that misbehaves, while clients grant recovery
budgets over HTTP, and the database, a server of the proof's own, is stopped as if by a power cut
and every connection is cut, again and again. A client that hears no yes asks again under the same
key. Afterwards what the bank did is held against what we recorded, and each yes that a client
heard is looked for. The control's database says yes before it has written anything down.
"""

from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from random import Random
from time import sleep
from typing import Final

from django.db import connections
from django.test import override_settings

from config.answering import live_server
from config.askers import Askers, asking
from config.cluster import Cluster, own_cluster
from config.course import Course
from config.crashing import Crew
from config.england import mixed, settle
from config.misbehaving import MisbehavingBank
from config.proving import QUICK, Proof, as_application, onlooker, scratch_database
from config.reckoning import Reckoning, reckon
from payments.outside.rails.practice.server import practice_bank

MANY, A_FEW = 20_000, 3_000
CRASHES, A_FEW_CRASHES = 10, 3
CUTS, A_FEW_CUTS = 10, 3
WORKERS: Final = 2
CLIENTS: Final = 4
AWAY: Final = 2.0
"""Seconds for which the database is away, at most."""

SAYS_YES_TOO_SOON: Final = {"synchronous_commit": "off", "wal_writer_delay": "10s"}
"""The broken variant: a server that answers before anything is on its disk."""


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Pay everybody while the database dies, and reckon up."""
    quick, chance = QUICK.get(), Random(seed)  # noqa: S311  a proof must be repeatable
    with ExitStack() as house:
        cluster = house.enter_context(own_cluster(**(SAYS_YES_TOO_SOON if control else {})))
        house.enter_context(scratch_database())
        there = settle(budgets=A_FEW if quick else MANY, paid=0, account=mixed)
        askers = Askers.settle(there)
        with onlooker("postgres") as server:
            server.execute("CHECKPOINT")
        house.enter_context(as_application())
        house.enter_context(override_settings(API_REQUESTS_A_MINUTE=10**9))
        bank = MisbehavingBank(chance)
        address = house.enter_context(practice_bank(bank))
        crew = house.enter_context(Crew(address, size=WORKERS))
        course = Course(there, crew, bank, chance, officers_die=False)
        power = Power(cluster, chance)
        plan = course.moments(A_FEW_CRASHES if quick else CRASHES, power.crash)
        plan += course.moments(A_FEW_CUTS if quick else CUTS, power.cut)
        with asking(askers, house.enter_context(live_server()), clients=CLIENTS):
            course.run(plan, early=[power.crash])
        course.finish()
        return judge(reckon(there, bank), course, askers, power.failures)


@dataclass
class Power:
    """What happens to the server."""

    cluster: Cluster
    chance: Random
    failures: Counter[str] = field(default_factory=Counter)

    def crash(self) -> bool:
        """Cut the server's power at some moment soon, and have it back after a while."""
        sleep(self.chance.random())
        self.cluster.crash()
        sleep(AWAY * self.chance.random())
        self.cluster.start()
        return self._failed("crashes")

    def cut(self) -> bool:
        """Cut every connection to the database."""
        with onlooker("postgres") as server:
            server.execute(CUTTING)
        return self._failed("cuts")

    def _failed(self, how: str) -> bool:
        connections.close_all()
        self.failures[how] += 1
        return True


def judge(found: Reckoning, course: Course, askers: Askers, deaths: Counter[str]) -> Proof:
    """Whether everything is right, in one line and in figures."""
    wrong = found.told_wrong + found.postings_wrong + found.books_wrong
    gone, doubled = askers.count_gone(), askers.count_doubled()
    line = (
        f"{course.there.budgets:,} payments, {deaths['crashes']} crashes, {deaths['cuts']} times "
        f"all connections cut, {found.lost} lost, {found.doubled} doubled, {wrong} otherwise "
        f"wrong, {found.clearing_pence / 100:.2f} in clearing; of {len(askers.heard):,} grants "
        f"that clients heard a yes to {gone} gone, {doubled} doubled; {course.seconds:.0f} s"
    )
    figures = {
        "payments": course.there.budgets,
        "grants": len(askers.heard),
        "grants_gone": gone,
        "grants_doubled": doubled,
        "grants_unheard": len(askers.unheard),
        "answers_to_clients": {str(status): count for status, count in askers.answers.items()},
        **deaths,
        **course.figures(),
        **asdict(found),
    }
    holds = found.is_clean and course.reached and not course.spared and not course.crew.strange
    return Proof(holds and not gone + doubled + len(askers.unheard), line, figures)


CUTTING: Final = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname LIKE 'prove%' AND backend_type = 'client backend'
"""
