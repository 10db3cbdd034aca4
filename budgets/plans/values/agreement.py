"""Plain types of what is agreed: where money is kept, pauses, sums, reasons, decisions."""

from enum import StrEnum


class AccountChoice(StrEnum):
    """Where the holder keeps the money, by their own choice (Care Act guidance 12.58)."""

    CARD = "card"
    BANK = "bank"


class PauseKind(StrEnum):
    """Why nothing is paid for some days: stopped by the council, or a holiday from payments."""

    SUSPENSION = "suspension"
    HOLIDAY = "holiday"


class OneOffKind(StrEnum):
    """What a single sum beside the regular instalments is for."""

    START_UP = "start_up"
    CONTINGENCY = "contingency"
    ONE_OFF = "one_off"
    RECOVERY = "recovery"


class InstalmentKind(StrEnum):
    """Whether an instalment is for a period, or for single sums alone."""

    REGULAR = "regular"
    SINGLE = "single"


class LineCode(StrEnum):
    """What one line of an instalment stands for."""

    SUPPORT = "support"
    CONTRIBUTION = "contribution"
    ARREARS = "arrears"
    OVERPAYMENT = "overpayment"
    START_UP = "start_up"
    CONTINGENCY = "contingency"
    ONE_OFF = "one_off"
    WAGES = "wages"


class OverpaymentDecision(StrEnum):
    """What a person decided about money that was paid too much: never taken silently."""

    SPREAD = "spread"
    WAIVED = "waived"


class PaidContribution(StrEnum):
    """How a contribution was paid."""

    INTO_ACCOUNT = "into_account"
    INVOICE = "invoice"
    STANDING_ORDER = "standing_order"
    DEBIT = "debit"


class EndReason(StrEnum):
    """Why a budget ends."""

    CHOSEN = "chosen"
    NOT_NEEDED = "not_needed"
    MOVED = "moved"
    CONDITION = "condition"
    DIED = "died"
    OTHER = "other"


class StepKind(StrEnum):
    """What is settled when a budget ends, in the order in which it is settled."""

    FINAL_PAY = "final_pay"
    HOLIDAY = "holiday"
    NOTICE = "notice"
    REDUNDANCY = "redundancy"
    TAX = "tax"
    BILL = "bill"


class ReviewReason(StrEnum):
    """Why a care review is due (regulation 7, Direct Payments Regulations 2014)."""

    FIRST = "first"
    YEARLY = "yearly"
    CONCERN = "concern"


class RequestStep(StrEnum):
    """Where a request to repay is."""

    ASKED = "asked"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
