"""What is refused when a budget ends."""

from ledgers.errors import Refusal


class EndsInThePast(Refusal):
    """Choose today or a later day. Only a move or a death may lie in the past."""


class EndsByItself(Refusal):
    """A one-off budget is not ended here: it ends when it is spent, or is given up."""


class DeathUnrecorded(Refusal):
    """Record the death itself, with its day. Then all of the person's budgets end with it."""


class EndingSettled(Refusal):
    """This ending is settled. Nothing was changed."""


class StepsOutOfOrder(Refusal):
    """Something else is settled first. Settle it, or say why this can't wait."""


class StepSettled(Refusal):
    """This was settled already, otherwise. Nothing was changed."""


class StepsOpen(Refusal):
    """Something is still to be paid before what is left is counted."""


class NotOverYet(Refusal):
    """The last day of this budget isn't over yet."""


class PaymentsOpen(Refusal):
    """A payment of this budget is still due or on its way. Wait for it, or give it up first."""


class NothingShort(Refusal):
    """Enough is left for all that is still to be paid, so nothing more goes out."""


class PayeeDied(Refusal):
    """Nothing goes to somebody who has died. Pay what is owed directly, and write that down."""


class MoneyLeft(Refusal):
    """Money is left. It comes back, stays where it is by decision, or is the person's own."""


class LeftUnknown(Refusal):
    """We don't know what is left. Look at the last statement together, and say what you saw."""


class NotYourEnding(Refusal):
    """You began this ending, so somebody else decides what is left where it is."""


class AboveWhatIsLeft(Refusal):
    """This is more than what is left. Look at the figures again."""


class NotTheirOwn(Refusal):
    """This is more than the person has paid ahead. Look at their contributions again."""
