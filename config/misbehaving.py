"""A practice bank that does what real ones do at their worst, and then says something else."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Final

from payments.outside.rails.practice.bank import Mishap, PracticeBank

OF_A_THOUSAND: Final = {
    Mishap.DROPPED_AFTER: 30,
    Mishap.LOST_BEFORE: 20,
    Mishap.BUSY: 10,
    Mishap.BROKEN: 10,
    Mishap.CONFLICT: 10,
    Mishap.NONSENSE: 5,
}
"""How many of a thousand orders go wrong in which way."""

SILENT_OF: Final = 2_500
"""One of so many orders is done and never answered; each keeps its caller for ten seconds."""


class MisbehavingBank(PracticeBank):
    """
    It pays each key once, as it must, and is bad at everything else.

    :ivar calls: how many orders came, and how many went wrong in each way
    """

    def __init__(self, chance: Random) -> None:
        super().__init__(mishap=self._mishap, back_after=timedelta(seconds=1))
        self._chance = chance
        self.calls: Counter[str] = Counter()

    def _mishap(self, _: str) -> Mishap | None:
        self.calls["orders"] += 1
        mishap = self._draw()
        if mishap:
            self.calls[mishap] += 1
        return mishap

    def _draw(self) -> Mishap | None:
        if self._chance.randrange(SILENT_OF) == 0:
            return Mishap.SILENT_AFTER
        drawn = self._chance.randrange(1_000)
        for mishap, share in OF_A_THOUSAND.items():
            if drawn < share:
                return mishap
            drawn -= share
        return None
