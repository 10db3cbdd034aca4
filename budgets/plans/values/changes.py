"""Plain types of what a change makes of days that were paid already."""

from dataclasses import dataclass
from datetime import date

from budgets.plans.values.schedule import DueLine


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """
    Days, half-open, and what was due for them and is now: a line each, or nothing.

    :ivar pence: by how much what the council pays out changes
    """

    starts_on: date
    ends_on: date
    pence: int
    was: DueLine | None
    becomes: DueLine | None

    @property
    def total_pence(self) -> int:
        """By how much the total changes."""
        now, then = self.becomes, self.was
        return (now.total_pence if now else 0) - (then.total_pence if then else 0)

    @property
    def contribution_pence(self) -> int:
        """By how much the person's contribution changes."""
        now, then = self.becomes, self.was
        return (now.contribution_pence if now else 0) - (then.contribution_pence if then else 0)

    @property
    def moves_money(self) -> bool:
        """Whether anybody owes anybody anything by it."""
        return bool(self.pence or self.total_pence or self.contribution_pence)


@dataclass(frozen=True, slots=True)
class Change:
    """What a change makes of days: those for which it moves money, in order, and no others."""

    lines: tuple[ChangeLine, ...]

    @property
    def pence(self) -> int:
        """What the council owes now; below nothing, what it has paid too much."""
        return sum(line.pence for line in self.lines)

    @property
    def total_pence(self) -> int:
        """By how much the total changes."""
        return sum(line.total_pence for line in self.lines)

    @property
    def contribution_pence(self) -> int:
        """By how much the person's contribution changes."""
        return sum(line.contribution_pence for line in self.lines)
