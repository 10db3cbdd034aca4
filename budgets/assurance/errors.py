"""What assurance refuses. The first line of each docstring is the sentence a person reads."""

from ledgers.errors import Refusal


class NothingSpent(Refusal):
    """This line is not money that was spent, so it has no purpose to change."""


class NotLinked(Refusal):
    """This line stands for itself already."""


class StatementUnreadable(Refusal):
    """This file can't be read as a statement. Nothing was taken from it."""


class ColumnsNotTold(Refusal):
    """Tap which column has the day, the words and the amount."""
