"""What the light touch asks of a holder for one line, and what it knows when it decides."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from budgets.assurance.values.lines import How
from ledgers.values import Purpose


class Need(StrEnum):
    """What the holder must do for a line, the least first."""

    NOTHING = "nothing"
    TAP = "tap"
    PROOF = "proof"
    WORDS = "words"


class Why(StrEnum):
    """Why that is enough, or why it is asked."""

    NOTHING_SPENT = "nothing_spent"
    SMALL_GRANT = "small_grant"
    SMALL = "small"
    PAY = "pay"
    SAYS_ENOUGH = "says_enough"
    INVOICE = "invoice"
    REGISTERED = "registered"
    SHOP_FITS = "shop_fits"
    REGULAR = "regular"
    SHOWN_BEFORE = "shown_before"
    WHAT_FOR = "what_for"
    FIRST_LARGE = "first_large"
    NOT_IN_PLAN = "not_in_plan"
    QUESTION = "question"


class Asked(NamedTuple):
    """What is asked of the holder for a line, why, and the sentence that says so."""

    need: Need
    why: Why
    words: str


@dataclass(frozen=True, slots=True)
class Trail:
    """
    What is known of a line, of which the rule decides whether it says enough.

    :ivar spent_pence: what went out; nothing where money came in
    :ivar grant_pence: the whole of a one-off budget or carer's grant that it is of
    :ivar is_pay: to a personal assistant of this budget, or tax, pension or payroll of one
    :ivar usual: what the payee is usually for
    :ivar sold: what the shop's merchant category is bought for
    :ivar is_registered: the payee is a provider registered with the Care Quality Commission
    :ivar before_pence: what earlier lines to the same payee came to, each
    :ivar is_proven: an invoice or photo was given once for this payee
    :ivar is_questioned: drawn in a sample where the trail does not say enough, or flagged so
    """

    spent_pence: int
    purpose: Purpose | None = None
    how: How | None = None
    plan: tuple[Purpose, ...] = ()
    grant_pence: int | None = None
    is_pay: bool = False
    usual: Purpose | None = None
    sold: tuple[Purpose, ...] = ()
    invoice_number: str = ""
    is_registered: bool = False
    before_pence: tuple[int, ...] = field(default=())
    is_proven: bool = False
    is_questioned: bool = False
