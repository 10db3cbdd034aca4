"""Whether a statement adds up by its own balances, and in which order its lines stand."""

from collections.abc import Sequence
from itertools import pairwise

from budgets.assurance.values.statements import StatementLine
from ledgers.values import pounds


def in_order(lines: Sequence[StatementLine]) -> list[StatementLine]:
    """
    The lines from the oldest to the newest, those of one day as they were booked.

    A file stands in either order; its balances say in which, or else its days.
    """
    turned = list(reversed(lines))
    forward, backward = _steps(lines), _steps(turned)
    if forward == backward:
        newest_first = bool(lines) and lines[0].on > lines[-1].on
        chosen = turned if newest_first else list(lines)
    else:
        chosen = turned if backward > forward else list(lines)
    return sorted(chosen, key=lambda line: line.on)


def _steps(lines: Sequence[StatementLine]) -> int:
    """How many balances follow from the one before and the line's own amount."""
    return sum(_follows(one, other) for one, other in pairwise(lines))


def _follows(one: StatementLine, other: StatementLine) -> bool:
    before, after = one.balance_pence, other.balance_pence
    return before is not None and after is not None and before + other.pence == after


def balances(lines: Sequence[StatementLine]) -> tuple[int | None, int | None]:
    """What was there before the first and after the last line, by their balances."""
    if not lines or lines[0].balance_pence is None or lines[-1].balance_pence is None:
        return None, None
    return lines[0].balance_pence - lines[0].pence, lines[-1].balance_pence


def trouble_of(
    lines: Sequence[StatementLine], opening_pence: int | None, closing_pence: int | None
) -> str:
    """What does not add up, in words; empty where all is well or nothing can be said."""
    if opening_pence is None or closing_pence is None:
        return ""
    missing = closing_pence - opening_pence - sum(line.pence for line in lines)
    if missing == 0:
        return ""
    return (
        f"The balances of this statement differ from its lines by {pounds(abs(missing))}. "
        "A line may be missing: download it again, for whole months."
    )
