"""What is refused of shifts. Each docstring's first line is what a person reads."""

from datetime import datetime

from ledgers.errors import Refusal


class EngagementMissing(Refusal):
    """We don't know this work of yours. Choose whom you worked for, or ask them to add you."""


class ShiftMissing(Refusal):
    """We don't know these hours. Look at the list again."""


class ShiftEndsFirst(Refusal):
    """The end is not after the start. If you worked past midnight, the end is on the next day."""


class ShiftTooLong(Refusal):
    """This is more than 24 hours. Look at both days, or write each night as hours of its own."""


class ShiftInFuture(Refusal):
    """These hours are still to come. Send them when they are over."""


class ShiftBeforeStart(Refusal):
    """This is before your first day in this work. Ask whom you work for to put that day right."""


class BreakTooLong(Refusal):
    """The break is as long as the hours, or longer. Look at both."""


class WokenTooLong(Refusal):
    """You can't have been awake for longer than the night. Look at the minutes."""


class WokenWithoutSleepIn(Refusal):
    """Only a sleep-in has minutes awake. Choose sleep-in, or leave them out."""


class MinutesAbsurd(Refusal):
    """Minutes are whole numbers, from 0 to 1,440."""


class MilesAbsurd(Refusal):
    """Write the miles as a number from 0 to 999.9."""


class NoteTooLong(Refusal):
    """A note has room for 500 letters. Say what matters most."""


class ShiftIdReused(Refusal):
    """Other hours have this id already. Write them anew, and both are kept."""


class ReplacedMissing(Refusal):
    """We don't have the hours that this puts right yet. Send those first, then these again."""


class ReplacedAlready(Refusal):
    """These hours were corrected before. Correct the newest ones."""


class ReplacedWithdrawn(Refusal):
    """These hours were taken back. Write them as new ones."""


class ReplacesItself(Refusal):
    """Hours can't put themselves right. Choose which ones were wrong."""


class ReplacesElsewhere(Refusal):
    """The hours before were for other work. Take those back, and write these as new ones."""


class TooManyShifts(Refusal):
    """At most 500 can be sent at once. Nothing was taken: send them in parts."""


class OwnHours(Refusal):
    """Nobody agrees hours that they worked themselves. Somebody else has to look at them."""


class SettlingUnsaid(Refusal):
    """Say why you agree these hours, in words that the family may read."""


class SomebodyCanAgree(Refusal):
    """Whoever manages this budget can agree these hours themselves. Ask them."""


class ShiftSettled(Refusal):
    """These hours were agreed, corrected or taken back meanwhile. Look at them again."""


class QuestionMissing(Refusal):
    """Say what isn't right, kindly: they will read it."""


class AnswerMissing(Refusal):
    """Write your answer."""


class NothingAsked(Refusal):
    """Nobody has asked anything about these hours."""


class LocalTimeRefused(Refusal):
    """
    This time can't be read alone, for the clocks change.

    :ivar choices: the two moments that may be meant, the earlier first
    """

    def __init__(self, choices: tuple[datetime, datetime]) -> None:
        super().__init__()
        self.choices = choices


class ShiftTimeGone(LocalTimeRefused):
    """This time was skipped: the clocks went forward. Choose the hour before or the hour after."""


class ShiftTimeTwice(LocalTimeRefused):
    """This time came twice: the clocks went back. Choose the first or the second."""
