"""What the ledger refuses. The first line of each docstring is the sentence a person reads."""

from uuid import UUID


class Refusal(Exception):
    """This can't be done."""

    @property
    def code(self) -> str:
        """The refusal's stable name for machines: `pot_exhausted` for `PotExhausted`."""
        name = type(self).__name__
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")

    @property
    def sentence(self) -> str:
        """What happened and what to do, in words for a person."""
        if self.args:
            return str(self.args[0])
        return (type(self).__doc__ or "").strip().splitlines()[0]


class NotEnoughMoney(Refusal):
    """There isn't enough money left in this account."""


class KeyReused(Refusal):
    """This key was used before for something else. Make a new key for a new movement."""

    def __init__(self, key: UUID) -> None:
        super().__init__()
        self.key = key


class HoldSpent(Refusal):
    """There is less set aside than that. Look again at what is still held."""


class AlreadyReversed(Refusal):
    """This was reversed already. A movement is reversed once."""


class NothingToPost(Refusal):
    """A movement needs a sum of at least one penny."""


class NotSealedYet(Refusal):
    """This movement is new and not sealed yet. Ask again in a minute."""


class BookStopped(Refusal):
    """No money can leave now: the books don't agree with themselves. Finance was told."""


class BookNotStopped(Refusal):
    """Money may leave already. Look again at the page."""


class LedgerRefused(Refusal):
    """The books refused this movement, because it would not fit what is already there."""
