"""What is refused when a budget is written down, and its holder and conditions decided."""

from collections.abc import Sequence

from ledgers.errors import Refusal


class BudgetElsewhere(Refusal):
    """This budget is somewhere else by now. Look again at where it is."""


class NotYourDraft(Refusal):
    """Nobody agrees what they wrote themselves. Ask another manager to agree it."""


class OwnBudget(Refusal):
    """This is about you, or about somebody close to you, so somebody else has to do it."""


class PurposesMissing(Refusal):
    """Say what the money is for, in the person's own words, at least once."""


class HolderUnnamed(Refusal):
    """Write the name of the person who is to manage the money."""


class HolderMissing(Refusal):
    """Nobody is named yet who manages this money. Say who it is first."""


class LinkAddressMissing(Refusal):
    """We have no e-mail address for whoever manages this. Hand the link over, or print it."""


class ConsentMissing(Refusal):
    """Write the day on which they agreed to manage the money. Nobody manages it unasked."""


class CapacityUndecided(Refusal):
    """Write the day on which it was decided that the person lacks capacity for this (s.32)."""


class ConditionUnknown(Refusal):
    """The law has no such condition for this budget."""


class ConditionsOpen(Refusal):
    """Nothing is paid yet, because a condition of the law is still open."""

    def __init__(self, missing: Sequence[str] = ()) -> None:
        super().__init__()
        self.missing = missing

    @property
    def sentence(self) -> str:
        """What happened, with each condition that is missing."""
        return " ".join([super().sentence, *(f"Missing: {one}" for one in self.missing)])


class EndsBeforeStart(Refusal):
    """It can't end before it starts. Put right one of the two days."""


class DayAbsurd(Refusal):
    """This day can't be meant. Write a day from 2000 on, not more than ten years ahead."""


class DayAhead(Refusal):
    """This day is still to come. Write the day on which it happened."""


class OtherBudget(Refusal):
    """This is about another budget. Go back to the right one."""


class ReasonUnsaid(Refusal):
    """Say why, in a few kind words: the person reads them."""
