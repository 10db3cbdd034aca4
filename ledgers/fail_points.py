"""
Places where a proof may have this process die, as if somebody had pulled the plug.

Nothing happens at them unless the environment arms one: `FAIL_POINT=after_posting:0.1` dies
there in one of ten times, by chance; `FAIL_POINT=after_posting:3` the third time. Several are
divided by commas. The settings refuse to start with it where others are served.
"""

import os
import signal
from collections.abc import Mapping
from functools import cache
from random import random
from typing import Final

from django.conf import settings

NAMES: Final = frozenset(
    {
        "after_approving",
        "before_posting",
        "after_posting",
        "before_commit",
        "after_commit",
        "making_bank_file",
        "after_lease",
        "after_call",
        "after_keeping",
        "before_applying",
        "after_applying",
    }
)
"""Every place there is; a word for it that is not here is a mistake, and said to be one."""


class Fuse:
    """
    What is armed at one place.

    :ivar chance: of dying each time, from 0 to 1; or nothing
    :ivar left: how many times it is reached until it dies there; or nothing
    """

    def __init__(self, told: str) -> None:
        self.chance = float(told) if "." in told else None
        self.left = None if "." in told else int(told)

    def burns_down(self) -> bool:
        """Whether this time is the time."""
        if self.chance is not None:
            return random() < self.chance  # noqa: S311  nothing secret depends on it
        self.left = (self.left or 0) - 1
        return self.left == 0


def reach(name: str) -> None:
    """
    Pass a place where a proof may have the process killed; nothing more happens.

    :raises ValueError: there is no such place
    """
    if name not in NAMES:
        raise ValueError(f"There is no fail point {name}.")
    if not settings.FAIL_POINT:
        return
    fuse = _armed(settings.FAIL_POINT).get(name)
    if fuse and fuse.burns_down():
        os.kill(os.getpid(), signal.SIGKILL)


@cache
def _armed(told: str) -> Mapping[str, Fuse]:
    fuses = {}
    for one in told.split(","):
        name, _, when = one.strip().partition(":")
        if name not in NAMES:
            raise ValueError(f"There is no fail point {name}.")
        fuses[name] = Fuse(when or "1")
    return fuses
