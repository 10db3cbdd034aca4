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


class OwnRoles(Refusal):
    """Nobody changes what they may do themselves. Ask another administrator."""


class RolesMissing(Refusal):
    """Choose at least one thing that this person is to the council."""


class ColourWrong(Refusal):
    """Write the colour as six digits, like #17595a."""


class ReferenceTaken(Refusal):
    """Another team has this reference. Choose another one."""
