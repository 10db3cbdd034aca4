"""A day and a time by the clock on the wall in England, as the one moment that is meant."""

from datetime import UTC, date, datetime, time
from typing import Final

from budgets.assistants.errors import ShiftTimeGone, ShiftTimeTwice
from payments.payouts.values import LONDON

FOLDS: Final = (0, 1)


def read_local(*, day: date, at: time, fold: int | None = None) -> datetime:
    """
    Say which moment is meant by a London time, in UTC.

    :param fold: 0 for the first of the two moments of `choices`, 1 for the second; asked only
        where the clocks change
    :raises ShiftTimeGone: the clocks skipped this time, and it isn't said which hour is meant
    :raises ShiftTimeTwice: the clocks showed this time twice, and it isn't said which is meant
    """
    wall = datetime.combine(day, at)
    first, second = sorted(wall.replace(tzinfo=LONDON, fold=one).astimezone(UTC) for one in FOLDS)
    if first == second:
        return first
    if fold is not None:
        return (first, second)[fold]
    was_skipped = second.astimezone(LONDON).replace(tzinfo=None) != wall
    raise (ShiftTimeGone if was_skipped else ShiftTimeTwice)((first, second))
