"""What the outside refuses, and how a call to it can end without an answer."""

from ledgers.errors import Refusal


class ChannelMissing(Refusal):
    """We can't send words this way yet. Choose e-mail or a letter."""


class NotGivenUp(Refusal):
    """This is not waiting for anybody: it is on its way, or has an answer."""


class TryAgain(Exception):
    """Nobody knows whether the rail did it: ask again later, under the same key."""


class CallRefused(Exception):
    """The rail will not take this call, however often it is made. Somebody must look."""
