"""What is refused about people. Each docstring's first line is what a person reads."""

from ledgers.errors import Refusal


class NameMissing(Refusal):
    """Write the person's name."""


class BornTooSoon(Refusal):
    """That date of birth can't be right. Look at the year."""


class AlreadyHere(Refusal):
    """Somebody with this name and date of birth is in your team. Choose them from the list."""


class PersonClosed(Refusal):
    """This person's record is closed, so nothing new can be agreed for them."""
