"""Plain types that every floor above may use: pence, keys, kinds of account, who is looking."""

import itertools
import secrets
import time
import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final, Literal, Protocol

ALL: Final = "all"
"""Stands for every account of the book in `Viewer.accounts`."""

SCHEDULER: Final = uuid.UUID("00000000-0000-7000-8000-000000000001")
"""Who acts when nobody does: the worker and the clock."""


COUNTED_BITS: Final = 42
CHANCE_BITS: Final = 32
_made: Final = itertools.count(secrets.randbits(COUNTED_BITS - 1))
"""Counts every id of this process from a number of chance; taking the next is one step."""


def uuid7(at: float | None = None) -> uuid.UUID:
    """
    Make an id that sorts by the time it was made (RFC 9562, version 7).

    Those that one process makes for one millisecond sort in the order in which they were made:
    42 of the bits of chance count (6.2, method 1), and 32 are left to chance.

    :param at: seconds since 1970; now when left out
    """
    milliseconds = int((time.time() if at is None else at) * 1000) & ((1 << 48) - 1)
    counted = next(_made) & ((1 << COUNTED_BITS) - 1)
    tail = counted << CHANCE_BITS | secrets.randbits(CHANCE_BITS)
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def time_of(id: uuid.UUID) -> datetime:
    """When an id of ours was made, to the millisecond."""
    return datetime.fromtimestamp((id.int >> 80) / 1000, UTC)


TURNING: Final = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A)})
"""The characters that turn the direction of what follows them."""
NO_CHARACTERS: Final = range(0xFDD0, 0xFDF0)
LAST_OF_PLANE: Final = 0xFFFE
UNREADABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def hides_something(words: str) -> bool:
    """Whether words hold a sign that is not seen but changes what is read; line ends are fine."""
    return any(_is_hidden(sign) for sign in words)


def _is_hidden(sign: str) -> bool:
    code = ord(sign)
    control = unicodedata.category(sign) in UNREADABLE and sign != "\n"
    none = code in NO_CHARACTERS or code & LAST_OF_PLANE == LAST_OF_PLANE
    return control or none or code in TURNING


def share_out(pence: int, weights: Sequence[int]) -> list[int]:
    """
    Split a sum so that not a penny is lost: by largest remainder, the first wins a tie.

    :raises ValueError: a weight is negative, or all are nothing
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("Weights must not be negative and must add up to more than nothing.")
    shares = [pence * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda place: (-(pence * weights[place] % whole), place)
    )
    for place in by_remainder[: pence - sum(shares)]:
        shares[place] += 1
    return shares


def pounds(pence: int) -> str:
    """Pence as people write them: £1,234.50; a minus stands before the sign."""
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


class AccountKind(StrEnum):
    """What an account is for; the order of locking is in `LOCK_RANK`."""

    POT = "pot"
    BUDGET = "budget"
    FUND = "fund"
    OVERSPENT = "overspent"
    CLEARING = "clearing"
    SPENDING = "spending"
    CONTRIBUTIONS = "contributions"
    BROUGHT_FORWARD = "brought_forward"
    OTHER_MONEY_IN = "other_money_in"
    RETURNED_MONEY = "returned_money"
    WRITTEN_OFF = "written_off"
    RAIL_FEES = "rail_fees"
    COUNCIL_FUNDING = "council_funding"


STRICT: Final = (AccountKind.POT, AccountKind.BUDGET, AccountKind.FUND)
"""Accounts that may never fall below nothing."""

MAY_OVERSPEND: Final = (AccountKind.BUDGET, AccountKind.FUND)
"""Strict accounts with an overspent account beside them, for facts that find too little."""

LOCK_RANK: Final = {
    **dict.fromkeys(AccountKind, 2),
    **dict.fromkeys(STRICT, 0),
    AccountKind.OVERSPENT: 1,
    AccountKind.COUNCIL_FUNDING: 3,
}
"""The one order in which accounts are locked, everywhere; by id within each rank."""


class Purpose(StrEnum):
    """What support is spent on: the codes of the spending accounts."""

    PERSONAL_ASSISTANCE = "personal_assistance"
    AGENCY_CARE = "agency_care"
    EQUIPMENT = "equipment"
    TECHNOLOGY = "technology"
    LEARNING = "learning"
    GETTING_OUT = "getting_out"
    BREAKS = "breaks"
    TRANSPORT = "transport"
    EMPLOYMENT_COSTS = "employment_costs"
    OTHER = "other"


class TransferKind(StrEnum):
    """Why money moved, as a code; the words stand upstairs."""

    POT_FILLED = "pot_filled"
    OPENING_BALANCE = "opening_balance"
    PAYMENT_SENT = "payment_sent"
    PAYMENT_PAID = "payment_paid"
    PAYMENT_FAILED = "payment_failed"
    PAYMENT_RETURNED = "payment_returned"
    KEPT_BY_US = "kept_by_us"
    GIVEN_BACK = "given_back"
    SPENT = "spent"
    REFUNDED = "refunded"
    CONTRIBUTION_PAID = "contribution_paid"
    CONTRIBUTION_REVERSED = "contribution_reversed"
    OTHER_MONEY_IN = "other_money_in"
    MONEY_RETURNED = "money_returned"
    RETURN_ARRIVED = "return_arrived"
    WRITTEN_OFF = "written_off"
    OVERSPENT_FILLED = "overspent_filled"
    MISTAKE_REVERSED = "mistake_reversed"


@dataclass(frozen=True, slots=True)
class About:
    """The thing that a movement is about: its kind and id, never a name."""

    kind: str
    id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Posting:
    """
    One movement as its caller means it, before the ledger has it.

    :ivar key: made by the caller and stored before use; the same key never posts twice
    :ivar posted_by: the user who did it, or `SCHEDULER`
    """

    book_id: uuid.UUID
    debit_id: uuid.UUID
    credit_id: uuid.UUID
    pence: int
    key: uuid.UUID
    kind: TransferKind
    about: About
    posted_by: uuid.UUID
    occurred_on: date
    posted_at: datetime
    entry: uuid.UUID | None = None
    hold_id: uuid.UUID | None = None
    reverses_id: uuid.UUID | None = None


class AccountSet(Protocol):
    """A queryset of accounts, as seen from below: something that can be narrowed."""

    def filter(self, *args: Any, **kwargs: Any) -> Any: ...
    def values(self, *fields: str) -> Iterable[Any]: ...


@dataclass(frozen=True)
class Viewer:
    """
    Who is looking, as which roles, at which council's book.

    :ivar now: when the door was opened; what is visible is asked as of then
    :ivar accounts: the accounts this viewer may see, as a queryset, or `ALL`
    """

    user_id: uuid.UUID
    book_id: uuid.UUID
    roles: frozenset[str]
    now: datetime
    accounts: AccountSet | Literal["all"] = ALL
