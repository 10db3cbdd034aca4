"""What is refused of pay runs. The first line of each docstring is the sentence a person reads."""

from ledgers.errors import Refusal


class RunOpenAlready(Refusal):
    """There is a pay run for this day already. Go on with that one, or abandon it."""


class RunDayPast(Refusal):
    """The pay day of this run is over. Abandon it, and open one for today or a later day."""


class RunNotThere(Refusal):
    """This pay run is already somewhere else. Look again at where it is now."""


class RunChanged(Refusal):
    """This has changed since you looked, so nothing was approved. Look again."""


class RunEmpty(Refusal):
    """Nothing in this pay run would be paid, so there is nothing to approve."""


class PaidByIt(Refusal):
    """You would be paid by this yourself, so somebody else must approve it."""


class WhyUnsaid(Refusal):
    """Say why, in a few words: 500 letters at most."""


class LineNotHeld(Refusal):
    """This payment isn't held back. Nothing was changed."""


class StoppedElsewhere(Refusal):
    """The budget itself is stopped. It is let go where it was stopped, not in a pay run."""


class NothingCameBack(Refusal):
    """Nothing of this pay run came back, so there is nothing to pay again."""


class NotInARun(Refusal):
    """This payment is in no pay run that waits."""


class OtherPerson(Refusal):
    """This account belongs to a different person or budget. Choose one of the same."""


class InAnApprovedRun(Refusal):
    """This payment is in an approved pay run and leaves with it."""
