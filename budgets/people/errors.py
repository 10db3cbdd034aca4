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


class PersonDied(Refusal):
    """This person has died, so nothing is sent to them. Talk to their family."""


class DeathInFuture(Refusal):
    """This day has not come yet. Look at the day again."""


class DeathBeforeBirth(Refusal):
    """This day is before they were born. Look at both days."""


class DayImpossible(Refusal):
    """That day can't be right. Look at the year."""


class EndsTooEarly(Refusal):
    """It can't end before it has begun. Look at both days."""


class AbsenceReferenceTaken(Refusal):
    """Somebody else's absence has this reference. Choose another one."""


class OrganisationNameMissing(Refusal):
    """Write the organisation's name."""


class WordsTooLong(Refusal):
    """This is more than fits here. Say what matters most."""
