"""What payouts refuse. The first line of each docstring is the sentence a person reads."""

from collections.abc import Sequence

from ledgers.errors import Refusal
from payments.payouts.errors.runs import (
    InAnApprovedRun,
    LineNotHeld,
    NothingCameBack,
    NotInARun,
    OtherPerson,
    PaidByIt,
    RunChanged,
    RunDayPast,
    RunEmpty,
    RunNotThere,
    RunOpenAlready,
    StoppedElsewhere,
    WhyUnsaid,
)

__all__ = [
    "AccountNameWrong",
    "AccountNumberWrong",
    "CannotMove",
    "ChangeDecided",
    "ChangeWaiting",
    "CouncilAccountMissing",
    "DetailsMissing",
    "InAnApprovedRun",
    "LineNotHeld",
    "LinkOver",
    "NeedsTwoPeople",
    "NotInARun",
    "NotSameBankFile",
    "NothingCameBack",
    "NothingToSend",
    "OtherPerson",
    "PaidByIt",
    "PaymentHeldBack",
    "PaymentsUnsendable",
    "RunChanged",
    "RunDayPast",
    "RunEmpty",
    "RunNotThere",
    "RunOpenAlready",
    "SortCodeWrong",
    "StoppedElsewhere",
    "WhyUnsaid",
]


class BooksDisagree(Refusal):
    """The books still don't agree with themselves. Nothing is paid until they do."""


class SortCodeWrong(Refusal):
    """A sort code has six digits, like 20-00-00."""


class AccountNumberWrong(Refusal):
    """An account number has eight digits. If yours has seven, put a 0 in front."""


class AccountNameWrong(Refusal):
    """Write the name as the bank has it, in plain letters, 35 at most."""


class LinkOver(Refusal):
    """This link is no longer good. Ask whoever gave it to you for a new one."""


class ChangeWaiting(Refusal):
    """New bank details are already waiting to be agreed. Nothing was changed."""


class ChangeDecided(Refusal):
    """Somebody has already decided about these bank details."""


class NeedsTwoPeople(Refusal):
    """Somebody else must agree this: nobody agrees what they asked for themselves."""


class DetailsMissing(Refusal):
    """We don't have bank details for this payment yet."""


class CannotMove(Refusal):
    """This payment is already somewhere else. Look again at where it is now."""


class NothingToSend(Refusal):
    """There is nothing to send to the bank: no approved payment is due and ready."""


class CouncilAccountMissing(Refusal):
    """The council's own bank account isn't set, so the bank would not take the file."""


class NotSameBankFile(Refusal):
    """This file answers payments that we don't know."""


class PaymentHeldBack(Refusal):
    """Paying to or from this budget is stopped. Nothing was sent."""


class PaymentsUnsendable(Refusal):
    """The bank would not take any of these payments. Put right what is wrong with each."""

    def __init__(self, left_out: Sequence[dict[str, str]]) -> None:
        super().__init__()
        self.left_out = left_out
