"""What is refused of contributions, of money in hand, and of what is asked back."""

from ledgers.errors import Refusal


class BalanceUnknown(Refusal):
    """We don't know what is left, so nothing can be asked back. Look at a statement together."""


class NothingToAskBack(Refusal):
    """Ask for at least 1 penny, or for nothing at all."""


class RepaymentAboveSurplus(Refusal):
    """This is more than what is left above all that is spoken for. Look at the figures again."""


class RepaymentReasonMissing(Refusal):
    """Say why the money is asked back, kindly and with what it is about: the person reads it."""


class NoticeTooShort(Refusal):
    """Give more time to answer."""


class AssessmentAbsurd(Refusal):
    """Write what was assessed in pounds a week: nothing or more. Look at the numbers again."""


class ContributionModeMissing(Refusal):
    """Say how the person pays their part: into the budget's own account, or to the council."""


class NoContribution(Refusal):
    """Nobody pays a part of this budget, so there is no contribution to record."""


class BackBeforePaid(Refusal):
    """It can't come back before it was paid. Put right one of the two days."""


class RingFenceGone(Refusal):
    """This isn't set aside any more. Nothing was changed."""


class NoSurplus(Refusal):
    """Nothing is left above all that is spoken for, so there is nothing to talk about."""


class TalkClosed(Refusal):
    """This conversation is closed already. Nothing was changed."""


class RequestWaiting(Refusal):
    """Money is asked back already. Close or withdraw that request first."""


class RequestClosed(Refusal):
    """This request is closed already. Nothing was changed."""


class ReplyMissing(Refusal):
    """Write what you want to say first."""


class ReplyTooLong(Refusal):
    """This is more than fits here. Say what matters most, and ring the team about the rest."""
