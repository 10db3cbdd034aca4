"""What is refused of engagements. Each docstring's first line is what a person reads."""

from ledgers.errors import Refusal


class AssistantUnnamed(Refusal):
    """Write the personal assistant's name."""


class AssistantBirthAbsurd(Refusal):
    """That date of birth can't be right. Look at the year."""


class EngagementEndsFirst(Refusal):
    """The last day is before the first. Look at both days."""


class WeekAbsurd(Refusal):
    """A week has 168 hours. Write how many are agreed, or none where they differ."""


class RateAbsurd(Refusal):
    """Write a rate of at least 1 penny and at most £1,000.00."""


class RateAbsent(Refusal):
    """Say what an hour is paid."""


class RateLowersAgreed(Refusal):
    """Hours were agreed at the higher rate. A lower one can start after them."""


class HouseholdAgreementMissing(Refusal):
    """
    Family who live with the person can be paid for care only when the council has agreed to it.
    """


class HouseholdWordsMissing(Refusal):
    """Say why it is necessary, in words that the person may read."""


class NotOfTheHousehold(Refusal):
    """Only family who live with the person need this agreement."""


class OwnEmployer(Refusal):
    """Nobody can be their own personal assistant. Choose somebody else."""


class EngagementOver(Refusal):
    """This work has ended already. Begin it anew if it goes on."""


class NoticeAbsurd(Refusal):
    """The last day can't be before the notice, or before the first day."""


class EngagementReferenceTaken(Refusal):
    """Another engagement has this reference. Choose another one."""


class InviteAddressMissing(Refusal):
    """We have no e-mail address for them. Write it, and we send a code when they sign in."""


class AlreadyInvited(Refusal):
    """They sign in with another address already. They can change it themselves."""


class SignInTaken(Refusal):
    """Another personal assistant signs in with this address. Ask for one of their own."""


class BudgetNotForAssistants(Refusal):
    """This budget is not one from which somebody employs a personal assistant."""
