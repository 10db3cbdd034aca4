"""
Every question that a year of a council raises: 1,000 budgets and 500,000 lines, on one core.

From values alone, as rules run, in seconds of the processor. Goals: 60 from nothing, 2 for a day's
new lines. Beside the
clock stands how good the answers are: on shapes of councils that the rules were tuned on, and on
shapes and seeds that nothing was tuned on.
"""

from time import process_time

from budgets.assurance.rules.flags import assess
from budgets.assurance.values.thresholds import Thresholds
from config.benching import Measured
from config.generating.facts import facts_of
from config.generating.making import make_council
from config.generating.purposes import PurposeOf
from config.generating.scoring import Score, score
from config.generating.shapes import TUNED, TUNED_SEEDS, UNSEEN, UNSEEN_SEEDS
from config.generating.world import LAST_DAY
from config.proving import QUICK

BUDGETS = 1_000
JUDGED = 400
MOST_SECONDS, MOST_OF_A_DAY = 60, 2
LEAST_FOUND, MOST_ASKED, MOST_LOOKED = 95, 3, 10
LIMITS = Thresholds()


def run(seed: int) -> Measured:
    """Make a council, time it whole and by a day, and judge the answers on others."""
    world = make_council(seed=seed, shape="busy", budgets=BUDGETS // (10 if QUICK.get() else 1))
    facts = facts_of(world, PurposeOf(world))
    start = process_time()
    flags = assess(facts, thresholds=LIMITS, as_of=LAST_DAY)
    whole = process_time() - start
    start = process_time()
    assess(facts, thresholds=LIMITS, as_of=LAST_DAY, since=LAST_DAY)
    day = process_time() - start
    tuned, unseen = judge(tuple(TUNED), TUNED_SEEDS), judge(tuple(UNSEEN), UNSEEN_SEEDS)
    lines = len(world.rows["lines"])
    figures = {
        "budgets": len(world.budgets),
        "lines": lines,
        "flags": len(flags),
        "seconds": round(whole, 2),
        "seconds_of_a_day": round(day, 2),
        "tuned": tuned,
        "unseen": unseen,
    }
    line = (
        f"{lines:,} lines in {whole:.1f} s, a day in {day:.1f} s; of misused money "
        f"{unseen['found']} % found on unseen councils, {unseen['asked']} % of the honest asked, "
        f"{unseen['looked']} % looked at (tuned: {tuned['found']}, {tuned['asked']}, "
        f"{tuned['looked']})"
    )
    fast = whole <= MOST_SECONDS and day <= MOST_OF_A_DAY
    return Measured(fast and is_good(tuned) and is_good(unseen), line, figures)


def judge(shapes: tuple[str, ...], seeds: tuple[int, ...]) -> dict[str, float]:
    """The mean over some made-up councils: shares of a hundred."""
    scores = [_score(shape, seed) for shape in shapes for seed in seeds]
    return {
        "found": round(sum(one.found for one in scores) / len(scores), 1),
        "asked": round(sum(one.asked for one in scores) / len(scores), 1),
        "looked": round(sum(one.looked for one in scores) / len(scores), 1),
    }


def _score(shape: str, seed: int) -> Score:
    world = make_council(seed=seed, shape=shape, budgets=JUDGED // (4 if QUICK.get() else 1))
    flags = assess(facts_of(world, PurposeOf(world)), thresholds=LIMITS, as_of=LAST_DAY)
    return score(world, flags)


def is_good(shares: dict[str, float]) -> bool:
    """Whether enough was found, and few enough were bothered."""
    return (
        shares["found"] >= LEAST_FOUND
        and shares["asked"] <= MOST_ASKED
        and shares["looked"] <= MOST_LOOKED
    )
