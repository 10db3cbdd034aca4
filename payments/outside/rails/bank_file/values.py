"""What goes into a file for the bank, and what comes back. Amounts are integer pence."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

Outcome = Literal["paid", "failed", "returned"]

# How the bank is asked to send: by Faster Payments, or by Bacs over three working days.
# These are ISO 20022 external service level codes.
Service = Literal["URNS", "NURG"]


def pounds(pence: int) -> str:
    """Pence, which may not be negative, as a decimal string: `30000` is `"300.00"`."""
    return f"{pence // 100}.{pence % 100:02d}"


@dataclass(frozen=True)
class Debtor:
    """The account that the money leaves."""

    name: str
    sort_code: str
    account_number: str


@dataclass(frozen=True)
class Instruction:
    """One payment. `account_name` is the name as the payee's bank holds it."""

    payment_id: UUID
    pence: int
    account_name: str
    sort_code: str
    account_number: str
    reference: str


@dataclass(frozen=True)
class BankFile:
    """
    The payments that leave one account on one day.

    The bank quotes `message_id` when it answers for the file as a whole.
    """

    message_id: str
    made_at: datetime
    pay_on: date
    debtor: Debtor
    instructions: tuple[Instruction, ...]
    service: Service = "URNS"


@dataclass(frozen=True)
class BadRow:
    """One thing that is wrong, where it stands, and why. Row 0 is the file as a whole."""

    row: int
    column: str
    value: str
    why: str


@dataclass(frozen=True)
class Answer:
    """
    What became of one payment. A day or a sum that the bank did not give is `None`.

    :ivar pence: the sum that the bank moved, as it says
    """

    payment_id: UUID
    outcome: Outcome
    reason_code: str
    occurred_on: date | None
    row: int
    pence: int | None = None


@dataclass(frozen=True)
class Waiting:
    """A payment (or with `None` the whole file) that the bank has, but has not finished."""

    payment_id: UUID | None
    status: str
    row: int


@dataclass(frozen=True)
class RejectedFile:
    """The bank refused a whole file of ours: each payment in `message_id` has failed."""

    message_id: str
    reason_code: str
    occurred_on: date | None


@dataclass(frozen=True)
class AnswerFile:
    """
    All that one file from the bank says.

    `digest` is the SHA-256 of its bytes, so that a file read twice is recognised. Every row of
    the file stands in exactly one of `answers`, `refused` and `waiting`. `message_id` names the
    file of ours that it answers, where it says so.
    """

    digest: str = ""
    answers: tuple[Answer, ...] = ()
    refused: tuple[BadRow, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    whole_file_rejected: RejectedFile | None = None
    ignored_columns: tuple[str, ...] = ()
    message_id: str = ""
