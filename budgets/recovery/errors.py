"""What recovery budgets refuse. Each docstring's first line is what a person reads."""

from ledgers.errors import Refusal


class OverDelegation(Refusal):
    """This is more than you may authorise alone. Ask your manager with one tap."""


class PersonYearLimit(Refusal):
    """With this the person would have had more in 12 months than you may authorise alone."""


class PotExhausted(Refusal):
    """The team's pot has less than this left. Ask for less, or ask to have it filled."""


class OwnMoney(Refusal):
    """This is for yourself, so somebody else must authorise it. What you typed is kept."""


class OwnFamily(Refusal):
    """You are close to this person, so somebody else must authorise it. What you typed is kept."""


class OwnAccount(Refusal):
    """The money would go to your own account, so somebody else must authorise it."""


class AlreadyDecided(Refusal):
    """This has been decided already. Look at what was decided before you ask again."""


class ReasonMissing(Refusal):
    """Say why, kindly: the person will read it."""


class WordsMissing(Refusal):
    """Say what would help, in the person's own words."""


class SumAbsurd(Refusal):
    """Ask for at least 1 penny and at most £10,000.00."""


class PayeeMissing(Refusal):
    """Say which shop, college or person is to be paid."""


class NotPaidYet(Refusal):
    """The money isn't there yet, so there is nothing to say about it so far."""


class AnsweredAlready(Refusal):
    """You have told us whether it helped. Thank you: we don't ask twice."""


class MoneyHasGone(Refusal):
    """The money is on its way or has arrived, and nobody takes it back."""


class AddressMissing(Refusal):
    """We have no e-mail address for this person. Hand the link over, or print it as a letter."""


FOR_SOMEBODY_ELSE = (OverDelegation, PersonYearLimit, OwnMoney, OwnFamily, OwnAccount)
"""What one person may not decide and another may: these lead to the manager, with one tap."""
