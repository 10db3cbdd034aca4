"""What a person was to pay, what they paid, and what is still open."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PeriodDue:
    """What was to be paid by a day; below nothing where a later change lowers what was due."""

    due_on: date
    pence: int


@dataclass(frozen=True)
class Arrears:
    """
    Where somebody stands with their contribution, as of a day.

    :ivar due_pence: all that was due before that day, changes counted in
    :ivar missed: periods of which something is still open, the oldest being filled first
    """

    due_pence: int
    paid_pence: int
    missed: int

    @property
    def owed_pence(self) -> int:
        """Due less paid, never below nothing."""
        return max(0, self.due_pence - self.paid_pence)

    @property
    def ahead_pence(self) -> int:
        """What was paid beyond what was due, never below nothing."""
        return max(0, self.paid_pence - self.due_pence)
