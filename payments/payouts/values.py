"""Plain types of payouts: payees, states of a payment, what a floor above asks to be paid."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import holidays

from ledgers.values import About

LONDON: Final = ZoneInfo("Europe/London")
SATURDAY: Final = 5


class PayeeKind(StrEnum):
    """Whose account it is."""

    PERSON = "person"
    BUSINESS = "business"
    PROVIDER = "provider"
    OWN_ACCOUNT = "own_account"
    HMRC = "hmrc"
    PENSION = "pension"
    PAYROLL = "payroll"


class PaymentState(StrEnum):
    """Where a payment is. Nothing is final for ever: what is paid can come back weeks later."""

    PLANNED = "planned"
    APPROVED = "approved"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"
    RETURNED = "returned"
    CANCELLED = "cancelled"


MAY_MOVE: Final = {
    PaymentState.PLANNED: {PaymentState.APPROVED, PaymentState.CANCELLED},
    PaymentState.APPROVED: {PaymentState.SENT, PaymentState.CANCELLED, PaymentState.PLANNED},
    PaymentState.SENT: {PaymentState.PAID, PaymentState.FAILED, PaymentState.RETURNED},
    PaymentState.PAID: {PaymentState.FAILED, PaymentState.RETURNED},
    PaymentState.FAILED: {PaymentState.APPROVED, PaymentState.CANCELLED},
    PaymentState.RETURNED: {PaymentState.APPROVED, PaymentState.CANCELLED},
    PaymentState.CANCELLED: set[PaymentState](),
}
"""From each state, where a payment may go."""


class Leaves(StrEnum):
    """When a payment leaves: with a pay run, or by itself as soon as it can."""

    RUN = "run"
    AT_ONCE = "at_once"


class RunState(StrEnum):
    """Where a pay run is. What was approved and has not begun to leave may still be abandoned."""

    DRAFT = "draft"
    CALCULATED = "calculated"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class LineChange(StrEnum):
    """How a line of a run differs from the run before; `AGAIN` came back and is paid again."""

    NEW = "new"
    RAISED = "raised"
    LOWERED = "lowered"
    SAME = "same"
    AGAIN = "again"


class HeldCode(StrEnum):
    """Why a run holds a line back, beside the reasons for which an account is stopped upstairs."""

    DETAILS_CHANGED = "details_changed"
    NO_DETAILS = "no_details"
    DUPLICATE = "duplicate"
    TOO_LITTLE = "too_little"
    OFFICER = "officer"


class LineFacts(NamedTuple):
    """What is approved of one line of a run, and so what its digest is made of."""

    payment_id: UUID
    payee_id: UUID | None
    fingerprint: str
    source_account_id: UUID
    to_account_id: UUID
    pence: int
    is_included: bool

    def as_text(self) -> str:
        """One line of text: ids as 32 digits, the fingerprint, pence, paid or held."""
        payee = self.payee_id.hex if self.payee_id else ""
        ends = f"{self.source_account_id.hex} {self.to_account_id.hex}"
        what = "paid" if self.is_included else "held"
        return f"{self.payment_id.hex} {payee} {self.fingerprint} {ends} {self.pence} {what}\n"


class RunStep(NamedTuple):
    """One step of sending a run: which sheet, and how many payments left."""

    run_id: UUID
    number: int
    sent: int


MAY_RELEASE: Final = (HeldCode.DETAILS_CHANGED, HeldCode.DUPLICATE, HeldCode.OFFICER)
"""What officers may release in a run; the rest is put right where it began."""


class Verdict(StrEnum):
    """What a row of the bank's answer means for its payment; why, where nothing comes of it."""

    MOVES = "It moves."
    KNOWN = "We knew."
    NOT_SENT = "This payment is not with the bank now. Nothing was changed."
    EARLIER = "This speaks of an earlier try of this payment. Nothing was changed."
    CAME_BACK = "This payment came back before, so it can't be paid. Ask the bank which is true."
    OTHER_SUM = "This is not the sum that we sent. Nothing was changed. Ask the bank."


class PaidHow(StrEnum):
    """How we know that a payment arrived; `KEPT` is money that never left our hands."""

    ANSWERED = "answered"
    TAKEN = "taken"
    STATEMENT = "statement"
    KEPT = "kept"


@dataclass(frozen=True)
class BankDetails:
    """A UK bank account: six digits, eight digits, and the name that the bank holds (Latin)."""

    sort_code: str
    account_number: str
    account_name: str


@dataclass(frozen=True)
class PlannedPayment:
    """
    What somebody is owed, as the floor above says it.

    :ivar to_account_id: the budget, the fund, or the spending account of the purpose
    :ivar payee_id: empty when it is money that the council keeps
    :ivar earned: wages, tax, pension or notice already earned: paid though an end is held back
    :ivar hold_id: the hold that the payment will capture, when the money was set aside
    """

    source_account_id: UUID
    to_account_id: UUID
    payee_id: UUID | None
    pence: int
    pay_on: date
    leaves: Leaves
    key: UUID
    about: About
    hold_id: UUID | None = None
    earned: bool = False


def london_day(instant: datetime) -> date:
    """The day that it is in England at an instant."""
    return instant.astimezone(LONDON).date()


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    # A holiday on a weekend is there itself and by its substitute: neither is a bank day.
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_bank_day(day: date) -> bool:
    """Whether banks in England settle on this day: no weekend, no bank holiday."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


def bank_day_from(day: date) -> date:
    """This day, or the first bank day after it."""
    while not is_bank_day(day):
        day += timedelta(days=1)
    return day


def bank_day_before(day: date, count: int) -> date:
    """The latest bank day from which `count` bank days are over on this day."""
    while not is_bank_day(day):
        day -= timedelta(days=1)
    for _ in range(count):
        day -= timedelta(days=1)
        while not is_bank_day(day):
            day -= timedelta(days=1)
    return day


def bank_day_after(day: date, count: int) -> date:
    """The bank day that comes `count` bank days after a day; with 0, the day itself."""
    for _ in range(count):
        day = bank_day_from(day + timedelta(days=1))
    return day


def reference_of(payment_id: UUID) -> str:
    """What a payee reads on a statement that others may see: no word of what it is for."""
    return f"Council {payment_id.hex[-8:].upper()}"
