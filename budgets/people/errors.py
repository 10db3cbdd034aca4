"""What is refused about people. The first line of each docstring is the sentence a person reads."""

from ledgers.errors import Refusal


class NameMissing(Refusal):
    """Write the person's name."""


class BornTooSoon(Refusal):
    """That date of birth can't be right. Look at the year."""


class PersonClosed(Refusal):
    """This person's record is closed, so nothing new can be agreed for them."""
