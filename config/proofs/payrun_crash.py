"""
No payment is lost and none doubled, whoever dies.

All of England's direct payments leave over a bank that drops answers after doing the work, says
nothing, is busy, breaks, and forgets keys, while its callers, real worker processes, are killed at
random moments and kill themselves at every point that has a name. Afterwards what the bank did is
held against what we recorded, by our key, and the books are proved. The control's workers give the
bank another key at each try.
"""

from contextlib import ExitStack
from dataclasses import asdict
from random import Random
from typing import Final

from config.by_file import pay_anew_by_file
from config.course import Course
from config.crashing import MANAGE, Crew
from config.england import ENGLAND, england, mixed
from config.misbehaving import MisbehavingBank
from config.proving import QUICK, Proof, as_application
from config.reckoning import Reckoning, reckon
from ledgers.fail_points import NAMES
from payments.outside.rails.practice.server import practice_bank

A_FEW: Final = 5_000
KILLS, A_FEW_KILLS = 60, 12
FORGETS, A_FEW_FORGETS = 5, 2
EARLY: Final = 2
"""How many are killed while the run is being calculated."""

WORKERS: Final = 3
PASSED_SELDOM: Final = frozenset({"before_posting", "after_posting"})
"""Points that are passed once for a thousand payments, and so may soon be passed no more."""

OF_OFFICERS: Final = frozenset({"after_approving", "making_bank_file"})
"""Points that an officer passes, and no worker."""
FRESH_KEYS: Final = (
    "-c",
    """
import sys
from uuid import uuid4
from ledgers.fail_points import NAMES
from payments.outside.rails.practice.gateway import PracticeGateway
ask = PracticeGateway._ask
PracticeGateway._ask = lambda self, method, path, order=None, key=None: ask(
    self, method, path, order, key and uuid4())
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
""",
)
"""The broken variant: a fresh key at each try."""


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Pay everybody while the payers die, and reckon up."""
    quick, chance = QUICK.get(), Random(seed)  # noqa: S311  a proof must be repeatable
    with ExitStack() as house:
        there = house.enter_context(
            england(budgets=A_FEW if quick else ENGLAND, paid=0, account=mixed)
        )
        bank = MisbehavingBank(chance)
        address = house.enter_context(practice_bank(bank))
        house.enter_context(as_application())
        crew = Crew(
            address,
            size=WORKERS,
            program=FRESH_KEYS if control else MANAGE,
            fail_points=armed(chance),
        )
        house.enter_context(crew)
        course = Course(there, crew, bank, chance)
        plan = course.moments(A_FEW_KILLS if quick else KILLS, course.kill_one)
        plan += course.moments(A_FEW_FORGETS if quick else FORGETS, course.forget)
        course.run(plan, early=[course.kill_one] * EARLY)
        course.finish()
        found = reckon(there, bank)
        by_file = pay_anew_by_file(there)
        crew.deaths["making_bank_file"] += 1
        return judge(found, by_file, course)


def armed(chance: Random) -> list[str]:
    """Each point at which a worker may die as it first passes it: what is done soonest first."""
    later = sorted(NAMES - OF_OFFICERS - PASSED_SELDOM)
    chance.shuffle(later)
    return [f"{point}:1" for point in [*sorted(PASSED_SELDOM), *later]]


def judge(found: Reckoning, by_file: int, course: Course) -> Proof:
    """Whether everything is right, in one line and in figures."""
    crew, bank, count = course.crew, course.bank, course.there.budgets
    kills, peak = crew.deaths["killed"], crew.peak_kib // 1024
    wrong = found.told_wrong + found.postings_wrong + found.books_wrong + by_file
    missed = sorted(NAMES - {death.partition(":")[0] for death in crew.deaths})
    line = (
        f"{count:,} payments, {kills} kill -9 at random, dead at {len(NAMES) - len(missed)} of "
        f"{len(NAMES)} fail points, {found.lost} lost, {found.doubled} doubled, {wrong} otherwise "
        f"wrong, {found.clearing_pence / 100:.2f} in clearing; {bank.calls['orders']:,} calls, "
        f"{course.seconds:.0f} s, workers of {peak} MiB at most"
    )
    figures = {
        "payments": count,
        "kills": kills,
        "deaths": dict(crew.deaths),
        "fail_points_missed": missed,
        "wrong_when_paid_anew_by_file": by_file,
        **course.figures(),
        **asdict(found),
    }
    everybody = not missed and not course.spared and not crew.strange
    holds = found.is_clean and course.reached and not by_file and everybody
    return Proof(holds, line, figures)
