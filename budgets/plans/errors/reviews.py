"""What is refused of care reviews."""

from ledgers.errors import Refusal


class ConcernMissing(Refusal):
    """Say what worries you, in a few words."""


class ConcernTooLong(Refusal):
    """This is more than fits here. Say what matters most, and the rest when we meet."""


class NothingToReview(Refusal):
    """This budget isn't in use, so there is nothing to review. Ring the team if you are worried."""


class BookingPast(Refusal):
    """This time is over. Choose a later one, or write down the review if it was held."""


class ReviewToCome(Refusal):
    """This day is still to come. Write the review down when it was held."""


class ReviewTooEarly(Refusal):
    """A review can't be held before the budget begins. Look at the day again."""


class ReviewEmpty(Refusal):
    """Write down at least one thing: what matters, what works, or what should change."""
