"""What is refused of figures for a week, and of what support costs."""

from ledgers.errors import Refusal


class StatementMissing(Refusal):
    """There are no figures to agree yet. Write down what the support costs in a week first."""


class StatementWaiting(Refusal):
    """Other figures are waiting to be agreed. Agree or withdraw them first."""


class StatementDecided(Refusal):
    """These figures were agreed or withdrawn already. Nothing was changed."""


class StatementOverlaps(Refusal):
    """Figures from a later day are agreed. Choose a later day, or say that these replace them."""


class StatementTooEarly(Refusal):
    """Figures can't begin before the budget does."""


class StatementAfterEnd(Refusal):
    """Figures can't begin after the budget's last day."""


class TotalMissing(Refusal):
    """Write what the support costs in a week, in pounds: more than nothing."""


class LinesDontAddUp(Refusal):
    """The lines don't add up to the total. Put right whichever is wrong."""


class RateMissing(Refusal):
    """There is no rate for this on that day. Set one first."""


class RateBelowMinimumWage(Refusal):
    """This hourly rate is below the minimum wage. Look at the number again."""


class HoursAbsurd(Refusal):
    """Nobody works no hours, or more than the 168 of a week. Look at the hours again."""


class AgeAbsurd(Refusal):
    """An assistant is at least 16 and at most 100. Look at the age again."""


class SharesAbsurd(Refusal):
    """Share the hours among 1 to 20 assistants, each with a whole number from 1 to 1,000."""


class WeeklySumAbsurd(Refusal):
    """A weekly sum needs at least 1 penny and a few words that say what it is for."""


class SupportMissing(Refusal):
    """Say what the money is for: hours of assistants, hours of an agency, or a weekly sum."""


class ContributionAboveTotal(Refusal):
    """Nobody pays more than their support costs. Look at the assessment again."""
