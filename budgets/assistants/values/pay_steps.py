"""What becomes of pay: which hours wait for somebody, what was worked out, how far it has come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from budgets.assistants.values.shifts import WarningCode
from ledgers.values import Purpose


class Below(StrEnum):
    """What a person decides about pay below the minimum wage."""

    RAISE = "raise"
    AS_IS = "as_is"


@dataclass(frozen=True, slots=True)
class BelowDecision:
    """How pay below the minimum wage is closed, and why, in words that the assistant may read."""

    how: Below
    words: str


class NotPaid(StrEnum):
    """Why somebody's pay for a period was not worked out."""

    NOTHING = "nothing"
    BELOW_MINIMUM = "below_minimum"
    NO_RATE = "no_rate"


class PayState(StrEnum):
    """Where a pay is, as people see it; read from what happened, never stored."""

    WORKED_OUT = "worked_out"
    WITH_HOLDER = "with_holder"
    ON_ITS_WAY = "on_its_way"
    PAID = "paid"
    CAME_BACK = "came_back"


PAY_STATE_WORDS: Final = {
    PayState.WORKED_OUT: "Worked out, and with payroll",
    PayState.WITH_HOLDER: "The employer pays it",
    PayState.ON_ITS_WAY: "It leaves with the council’s pay run",
    PayState.PAID: "The money is there",
    PayState.CAME_BACK: "It came back, and is being looked at",
}
"""Where a pay is, to stand alone."""


@dataclass(frozen=True, slots=True)
class Held:
    """Hours that were agreed and aren't paid until somebody decides, and why."""

    shift_id: UUID
    engagement_id: UUID
    day: date
    codes: tuple[WarningCode, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody whose pay was not worked out, and why."""

    engagement_id: UUID
    reference: str
    why: NotPaid
    words: str


@dataclass(frozen=True, slots=True)
class Closing:
    """
    What working out the pay of many came to.

    :ivar more: how many are still to be looked at, when called again
    """

    closed: tuple[UUID, ...]
    left_out: tuple[LeftOut, ...]
    held: tuple[Held, ...]
    more: int


@dataclass(frozen=True, kw_only=True)
class NewInvoice:
    """
    A bill as it is sent.

    :ivar from_name: who is to be paid, where it isn't a helper whose work is written down here
    """

    key: UUID
    pence: int
    words: str
    number: str = ""
    from_name: str = ""
    purpose: Purpose = Purpose.PERSONAL_ASSISTANCE
