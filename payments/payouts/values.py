"""Plain types of payouts: payees, states of a payment, what a floor above asks to be paid."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from ledgers.values import About


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
    PaymentState.APPROVED: {PaymentState.SENT, PaymentState.CANCELLED},
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


class PaidHow(StrEnum):
    """How we know that a payment arrived."""

    ANSWERED = "answered"
    TAKEN = "taken"
    STATEMENT = "statement"


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
