"""All rules together: by day as from nothing, in one order, good enough on made-up years."""

from datetime import timedelta
from functools import cache

import pytest

from budgets.assurance.rules.flags import assess
from budgets.assurance.rules.flags.gathering import gather
from budgets.assurance.rules.flags.touching import touched
from budgets.assurance.values.flag_facts import Facts
from budgets.assurance.values.flags import Flag
from budgets.assurance.values.thresholds import Thresholds
from config.generating.facts import facts_of
from config.generating.making import make_council
from config.generating.purposes import PurposeOf
from config.generating.scoring import Score, score
from config.generating.shapes import TUNED, UNSEEN
from config.generating.world import LAST_DAY, World

LIMITS = Thresholds()
DAYS = 12


@cache
def council(shape: str, budgets: int, seed: int) -> tuple[World, Facts]:
    world = make_council(seed=seed, shape=shape, budgets=budgets)
    return world, facts_of(world, PurposeOf(world))


def by_budget(flags: list[Flag]) -> dict[str, list[Flag]]:
    found: dict[str, list[Flag]] = {}
    for flag in flags:
        found.setdefault(flag.budget_ref, []).append(flag)
    return found


@pytest.mark.parametrize("seed", [11, 12])
def test_a_days_lines_and_all_lines_give_the_same_flags(seed: int) -> None:
    _, facts = council("rural", 90, seed)
    first = LAST_DAY - timedelta(days=DAYS)
    kept = by_budget(assess(facts, thresholds=LIMITS, as_of=first))
    for number in range(1, DAYS + 1):
        today = first + timedelta(days=number)
        fresh = by_budget(assess(facts, thresholds=LIMITS, as_of=today, since=today))
        about = touched(gather(facts, limits=LIMITS, as_of=today), today)
        kept = {ref: own for ref, own in kept.items() if ref not in about} | fresh
    assert kept == by_budget(assess(facts, thresholds=LIMITS, as_of=LAST_DAY))


def test_a_day_looks_at_a_part_alone() -> None:
    _, facts = council("rural", 90, 11)
    about = touched(gather(facts, limits=LIMITS, as_of=LAST_DAY), LAST_DAY)
    assert 0 < len(about) < len(facts.budgets)


def test_the_order_of_facts_changes_nothing() -> None:
    _, facts = council("rural", 90, 11)
    turned = Facts(
        budgets=facts.budgets[::-1],
        lines=list(facts.lines)[::-1],
        shifts=list(facts.shifts)[::-1],
        engagements=facts.engagements,
        payees=facts.payees[::-1],
        absences=facts.absences[::-1],
        members=facts.members[::-1],
    )
    plain = assess(facts, thresholds=LIMITS, as_of=LAST_DAY)
    assert assess(turned, thresholds=LIMITS, as_of=LAST_DAY) == plain
    assert plain == sorted(plain, key=lambda flag: flag.budget_ref)


def test_the_same_seed_makes_the_same_council() -> None:
    one, two = (make_council(seed=5, shape="city", budgets=30) for _ in range(2))
    assert (one.rows, one.planted) == (two.rows, two.planted)
    assert make_council(seed=6, shape="city", budgets=30).rows != one.rows


def judged(shape: str) -> Score:
    world, facts = council(shape, 220, 41)
    return score(world, assess(facts, thresholds=LIMITS, as_of=LAST_DAY))


@pytest.mark.parametrize("shape", [*TUNED, *UNSEEN])
def test_misuse_is_found_and_honest_people_are_left_in_peace(shape: str) -> None:
    result = judged(shape)
    assert result.found >= 95, result.missed
    assert result.asked <= 3, result.bothered
    assert result.looked <= 10, result.bothered


def test_a_score_knows_when_nothing_is_found() -> None:
    world, _ = council("rural", 90, 11)
    assert score(world, []).found == 0
    assert len({planted.kind for planted in world.planted}) >= 12
