"""What is refused of a budget that several share."""

from ledgers.errors import Refusal


class NotASignatory(Refusal):
    """Only the signatories of this budget decide what it is spent on."""


class SharedUnsaid(Refusal):
    """Say what the money is for, so that the other signatories know."""


class NoSecondSignatory(Refusal):
    """Two of you have to agree this, and nobody else is named. Ask the council to name another."""


class NotYourSignature(Refusal):
    """You asked for this yourself. Another signatory has to agree it."""


class SharedDecided(Refusal):
    """This was agreed or withdrawn already. Nothing was changed."""


class LastSignatory(Refusal):
    """Somebody has to manage the money. Name another signatory first."""
