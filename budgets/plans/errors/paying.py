"""What is refused of pay days, pauses, single sums and over-payments."""

from ledgers.errors import Refusal


class PauseOverlaps(Refusal):
    """Payments are stopped for some of these days already. Choose other days."""


class NotPaused(Refusal):
    """Payments of this budget aren't stopped."""


class OneOffDecided(Refusal):
    """This sum was agreed or withdrawn already. Nothing was changed."""


class SumMissing(Refusal):
    """Write a sum of more than nothing."""


class OverpaymentDecided(Refusal):
    """Somebody has already decided about this money. Nothing was changed."""


class NotAnOverpayment(Refusal):
    """The council owes this money, so there is nothing to decide: it goes out by itself."""


class InstalmentsMissing(Refusal):
    """Say over how many instalments the sum is to be spread: at least one, and 52 at most."""


class PayDayPast(Refusal):
    """This pay day is over. Choose today or a later day."""


class PayDayTooFar(Refusal):
    """This pay day is more than two months ahead. Look at the year, or choose an earlier day."""


class NoPeriods(Refusal):
    """What is paid once has no pay calendar. Choose how often it is paid."""


class LeadTooLong(Refusal):
    """Pay at most 28 days before a period begins."""


class ClosedDayPast(Refusal):
    """This day is over or has begun. Choose a day that is still to come."""


class ClosedAnyway(Refusal):
    """Nobody is paid on this day anyway: it is a weekend or a bank holiday."""


class ClosedUnsaid(Refusal):
    """Say why nobody is paid on this day, in a few words."""
