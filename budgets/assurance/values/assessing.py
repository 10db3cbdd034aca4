"""What a run of assurance found."""

from collections.abc import Sequence
from dataclasses import dataclass

from budgets.assurance.values.flags import Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """
    The questions of a run, and what it looked at.

    :ivar asked: budgets whose holder would be reached, by a flag or by the rule for a line
    :ivar lines: how many were there; `nothing` of them ask nothing of anybody
    :ivar guessed: lines whose purpose was found without anybody's word
    """

    flags: Sequence[Flag]
    asked: Sequence[str]
    lines: int
    nothing: int
    guessed: int
