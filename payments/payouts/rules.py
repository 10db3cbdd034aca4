"""Decisions about bank details, payments and pay runs, from values alone."""

import hashlib
import re
from collections.abc import Iterable
from uuid import UUID, uuid5

from ledgers.errors import NotEnoughMoney, Refusal
from payments.payouts.errors import (
    AccountNameWrong,
    AccountNumberWrong,
    DetailsMissing,
    SortCodeWrong,
    StoppedElsewhere,
    WhyUnsaid,
)
from payments.payouts.values import (
    MAY_MOVE,
    MAY_RELEASE,
    BankDetails,
    HeldCode,
    LineFacts,
    PaymentState,
    Verdict,
)

LONGEST_NAME = 35
LONGEST_WHY = 500
NOT_RELEASED: dict[str, type[Refusal]] = {
    HeldCode.NO_DETAILS: DetailsMissing,
    HeldCode.TOO_LITTLE: NotEnoughMoney,
}
BACK = (PaymentState.FAILED, PaymentState.RETURNED)
WITH_THE_BANK = (PaymentState.SENT, PaymentState.PAID)

NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9/\-?:().,'+& ]")


def read_bank_details(*, sort_code: str, account_number: str, account_name: str) -> BankDetails:
    """
    Take a UK account as people type it: dashes and spaces are fine, letters are not.

    The check is of form alone; whether the account is somebody's is the bank's to say.

    :raises SortCodeWrong: not six digits
    :raises AccountNumberWrong: not eight digits
    :raises AccountNameWrong: empty, too long, or in letters that the bank can't hold
    """
    code, number = _digits(sort_code), _digits(account_number)
    name = " ".join(account_name.split())
    if not re.fullmatch(r"[0-9]{6}", code):
        raise SortCodeWrong
    if not re.fullmatch(r"[0-9]{8}", number):
        raise AccountNumberWrong
    if not name or len(name) > LONGEST_NAME or NOT_IN_NAMES.search(name):
        raise AccountNameWrong
    return BankDetails(code, number, name.replace("&", "+"))


def _digits(typed: str) -> str:
    return re.sub(r"[\s\-\u2010-\u2015]", "", typed)


def may_move(was: PaymentState, to: PaymentState) -> bool:
    """Whether a payment may go from one state to another."""
    return to in MAY_MOVE[was]


def judge_answer(
    *,
    outcome: PaymentState,
    state: PaymentState,
    of_another_file: bool,
    before_it_was_sent: bool,
    of_another_sum: bool = False,
) -> Verdict:
    """
    Say what a row of the bank's answer means for a payment, in whatever order answers come.

    :param outcome: PAID, FAILED or RETURNED, as the bank says
    :param of_another_file: the answer is to a file in which this payment did not leave last
    :param of_another_sum: the bank says that it moved more or less than we sent
    """
    if of_another_sum:
        return Verdict.OTHER_SUM
    if _says_what_we_know(outcome, state):
        return Verdict.KNOWN
    if state not in (*WITH_THE_BANK, *BACK):
        return Verdict.NOT_SENT
    if of_another_file or before_it_was_sent:
        return Verdict.EARLIER
    return Verdict.CAME_BACK if state in BACK else Verdict.MOVES


def _says_what_we_know(outcome: PaymentState, state: PaymentState) -> bool:
    if outcome == PaymentState.PAID:
        # Paid first and returned later, but the later word was read first.
        return state in (PaymentState.PAID, PaymentState.RETURNED)
    return state in BACK


def check_why(words: str) -> str:
    """
    Take what somebody says of a decision.

    :raises WhyUnsaid: there is nothing, or more than fits
    """
    said = words.strip()
    if not said or len(said) > LONGEST_WHY:
        raise WhyUnsaid
    return said


def judge_release(held: str) -> type[Refusal] | None:
    """Which refusal keeps officers from releasing what a run holds back with this code, if any."""
    if held in MAY_RELEASE:
        return None
    return NOT_RELEASED.get(held, StoppedElsewhere)


def sheet_digest(lines: Iterable[LineFacts]) -> str:
    """SHA-256 of some lines in the order of their payments, the same on every machine."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.as_text().encode())
    return digest.hexdigest()


def run_digest(sheets: Iterable[str]) -> str:
    """SHA-256 of a run: of the digests of its sheets, in their order."""
    return hashlib.sha256("\n".join(sheets).encode()).hexdigest()


def step_key(payment_id: UUID, step: str, tries: int) -> UUID:
    """The key of one step of a payment at one try: the same whoever asks, another at the next."""
    return uuid5(payment_id, f"{step} {tries}")
