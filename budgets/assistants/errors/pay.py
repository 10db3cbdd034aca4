"""What is refused of pay. Each docstring's first line is what a person reads."""

from ledgers.errors import Refusal


class PeriodNotOver(Refusal):
    """This pay period isn't over yet. Pay is worked out when it is."""


class PeriodClosed(Refusal):
    """A later period was worked out already. What is late is paid with the next one."""


class NothingToPay(Refusal):
    """Nothing was agreed for this period that isn't paid already."""


class BelowMinimum(Refusal):
    """This is below the minimum wage. Bring it up to it, or say why it is right."""


class RateNeverAgreed(Refusal):
    """No pay was agreed for some of these hours. Write the rate down first."""


class ByInvoice(Refusal):
    """Somebody who works for themselves sends a bill, and isn't on a payroll."""


class ReasonUnsaidForPay(Refusal):
    """Say why, in words that the assistant may read."""


class ShiftNotInQuestion(Refusal):
    """These hours don't wait for a decision. Nothing was changed."""


class ShiftDecided(Refusal):
    """Somebody decided about these hours already. Look at what was decided."""


class OwnPay(Refusal):
    """This is about your own pay, so somebody else has to do it."""


class TimeOffEndsFirst(Refusal):
    """The last day is before the first. Look at both days."""


class TimeOffOutside(Refusal):
    """These days aren't within this work. Look at when it began and ends."""


class TimeOffTooLong(Refusal):
    """That is more than fits into these days. Look at the hours."""


class TimeOffTwice(Refusal):
    """Some of these days are written down already. Take those out."""


class TimeOffPaid(Refusal):
    """This was paid already, so it stays. Put right what is wrong with the next pay."""


class SickDaysMissing(Refusal):
    """Say on which days of the week they usually work."""


class PayrollFileUnread(Refusal):
    """This file can't be read. Save it as CSV with the columns of our export."""


class PayrollFileTooLong(Refusal):
    """This file has too many rows. Send at most 5,000 at once."""


class NotYoursToSay(Refusal):
    """Only who pays it can say that it is paid."""


class WagesWithUs(Refusal):
    """The council keeps this money, so wages are paid from it."""


class InvoiceSumAbsurd(Refusal):
    """Write a sum of at least 1 penny and at most £100,000.00."""


class InvoiceWordsMissing(Refusal):
    """Say what it is for."""


class InvoiceOnPayroll(Refusal):
    """This work is on a payroll, so it is paid by the hours that were agreed."""


class InvoiceFromMissing(Refusal):
    """Say who is to be paid."""


class InvoiceDecided(Refusal):
    """This bill was decided already. Look at what was decided."""


class InvoiceTwice(Refusal):
    """A bill with this number came already. Give it another number, or leave it."""


class OwnInvoice(Refusal):
    """This bill is yours, so whoever manages the money decides about it."""


class InvoiceKeyReused(Refusal):
    """This bill was sent before with other words or another sum. Send it anew."""
