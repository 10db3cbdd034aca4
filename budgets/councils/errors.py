"""What councils refuse. The first line of each docstring is the sentence a person reads."""

from ledgers.errors import Refusal


class NotAMember(Refusal):
    """You don't belong to this council, or no longer. Ask its administrator."""


class CodeTaken(Refusal):
    """A council with this code is here already. Choose another code."""


class SettingUnknown(Refusal):
    """There is no such setting in the policy."""


class SettingAbsurd(Refusal):
    """No council can mean a setting that large. Look at the number again."""


class LimitsAbsurd(Refusal):
    """The limit for a person in a year can't be below the limit for one grant."""


class TooManyTries(Refusal):
    """That was tried too often. Wait a quarter of an hour, then try again."""
