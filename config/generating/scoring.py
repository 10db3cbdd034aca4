"""How much of what is wrong was found, and how many honest people were bothered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from budgets.assurance.rules.flags.gathering import gather
from budgets.assurance.rules.flags.limits import thresholds_of
from budgets.assurance.rules.needs import needs_of
from budgets.assurance.values.evidence import Need
from budgets.assurance.values.flag_facts import Facts
from budgets.assurance.values.flags import Flag, Severity
from budgets.councils.values import Policy
from config.generating.purposes import PurposeOf
from config.generating.world import LAST_DAY, Planted, World


@dataclass
class Score:
    """
    Shares of a hundred; `missed` and `bothered` say where to look.

    :ivar found: of the money misused
    :ivar asked: of honest budgets, whose holder a flag would reach
    :ivar looked: of honest budgets, on which a flag stands for staff
    """

    found: float
    asked: float
    looked: float
    missed: dict[str, int] = field(default_factory=dict)
    bothered: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, float] = field(default_factory=dict)


def score(world: World, flags: Sequence[Flag]) -> Score:
    """Judge flags by the truth; a planted thing counts by those of its lines and shifts found."""
    lines = {ref for flag in flags for ref in flag.line_ids}
    shifts = {ref for flag in flags for ref in flag.shift_ids}
    budgets = {flag.budget_ref for flag in flags}
    total, found = 0, 0.0
    missed: dict[str, int] = defaultdict(int)
    kinds: dict[str, list[float]] = defaultdict(list)
    for planted in world.planted:
        share = _share(planted, lines, shifts, budgets)
        total += planted.pence
        found += planted.pence * share
        kinds[planted.kind].append(share)
        if share < 1:
            missed[planted.kind] += round(planted.pence * (1 - share))
    honest = {made.ref for made in world.budgets if made.is_honest}
    wrong = [flag for flag in flags if flag.budget_ref in honest]
    asked = {flag.budget_ref for flag in wrong if flag.severity != Severity.LOOK}
    looked = {flag.budget_ref for flag in wrong}
    bothered: dict[str, int] = defaultdict(int)
    for flag in wrong:
        bothered[f"{flag.severity} {flag.rule}"] += 1
    return Score(
        found=100 * found / max(total, 1),
        asked=100 * len(asked) / max(len(honest), 1),
        looked=100 * len(looked) / max(len(honest), 1),
        missed=dict(missed),
        bothered=dict(bothered),
        kinds={kind: sum(shares) / len(shares) for kind, shares in sorted(kinds.items())},
    )


def purposes_right(world: World) -> float:
    """Of lines of which it is certain what they were for, the share found, of a hundred."""
    find = PurposeOf(world)
    lines = [line for line in world.rows["lines"] if line["line_id"] in world.meant]
    right = sum(find(line) == world.meant[line["line_id"]] for line in lines)
    return 100 * right / max(len(lines), 1)


def asked_for_lines(world: World, facts: Facts) -> dict[str, float]:
    """Honest budgets of which a line wants a tap, or proof, at first sight; of a hundred."""
    honest = {made.ref for made in world.budgets if made.is_honest}
    reached: dict[str, set[str]] = defaultdict(set)
    policy = Policy()
    for case in gather(facts, limits=thresholds_of(policy), as_of=LAST_DAY):
        if case.budget.budget_ref in honest:
            for _, need in needs_of(case, policy):
                reached[need].add(case.budget.budget_ref)
    names = (Need.TAP, Need.PROOF)
    return {name: 100 * len(reached[name]) / max(len(honest), 1) for name in names}


def _share(planted: Planted, lines: set[str], shifts: set[str], budgets: set[str]) -> float:
    about = [*planted.line_ids, *planted.shift_ids]
    if not about:
        return float(planted.budget_ref in budgets)
    return sum(ref in lines or ref in shifts for ref in about) / len(about)
