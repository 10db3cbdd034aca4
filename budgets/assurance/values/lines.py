"""One movement of a holder's money as it is told, and what became of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from ledgers.values import Purpose


class Channel(StrEnum):
    """By which way money moved on an account."""

    CARD = "card"
    TRANSFER = "transfer"
    DIRECT_DEBIT = "direct_debit"
    STANDING_ORDER = "standing_order"
    CASH = "cash"
    CHEQUE = "cheque"
    FEE = "fee"
    INTEREST = "interest"
    TOP_UP = "top_up"
    CONTRIBUTION = "contribution"
    REFUND = "refund"


class Source(StrEnum):
    """Who told us of a line."""

    CARD = "card"
    STATEMENT = "statement"
    DRAW_DOWN = "draw_down"
    PAYMENT = "payment"
    TOLD = "told"


class Booked(StrEnum):
    """
    What the ledger was told of a line.

    `LINKED` is a movement that the books had already; `NOTHING` has no pence.
    """

    SPENT = "spent"
    REFUNDED = "refunded"
    CONTRIBUTION = "contribution"
    CONTRIBUTION_BACK = "contribution_back"
    OTHER_MONEY_IN = "other_money_in"
    BROUGHT_FORWARD = "brought_forward"
    LINKED = "linked"
    NOTHING = "nothing"


class How(StrEnum):
    """How a purpose was found, the surest first; a tap is somebody's own word."""

    TAP = "tap"
    TOLD = "told"
    WAGES = "wages"
    PAYEE_KIND = "payee_kind"
    YOURS = "yours"
    COUNCIL = "council"
    MERCHANT = "merchant"
    WORDS = "words"
    PLAN = "plan"
    REFUND = "refund"
    UNKNOWN = "unknown"


class Content(NamedTuple):
    """What a line says; told again with other content, it is reported and not taken."""

    budget_id: UUID
    booked_on: date
    pence: int
    counterparty: str
    payee_id: UUID | None
    description: str
    channel: Channel
    mcc: str
    invoice_number: str


@dataclass(frozen=True, slots=True)
class GivenLine:
    """
    A line as somebody brings it.

    :ivar line_id: by which it is known again, in the whole council
    :ivar purpose: only where whoever brings it says so
    :ivar id: that it will have, where the caller must know it before
    """

    line_id: str
    content: Content
    source: Source
    purpose: Purpose | None = None
    statement_id: UUID | None = None
    id: UUID | None = None


@dataclass(slots=True)
class LinesTaken:
    """
    What became of a batch, by the references of its lines.

    :ivar differing: known under this reference with other content, so not taken
    """

    taken: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
