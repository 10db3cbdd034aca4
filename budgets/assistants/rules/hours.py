"""Hours by instants, so that midnight and the clocks' changes cost nobody a minute."""

from datetime import UTC, date, datetime, timedelta

from budgets.assistants.values import ShiftKind
from payments.payouts.values import london_day

A_MINUTE = timedelta(minutes=1)
A_WEEK = timedelta(days=7)


def minutes_between(started_at: datetime, ended_at: datetime) -> int:
    """How many whole minutes lie between two instants, whatever the clocks showed."""
    return (ended_at.astimezone(UTC) - started_at.astimezone(UTC)) // A_MINUTE


def paid_minutes(*, kind: str, minutes: int, break_minutes: int, woken_minutes: int) -> int:
    """
    How many minutes are paid by the hour: the break is not, and a sleep-in's are those awake.

    The rest of a sleep-in is its flat sum (Royal Mencap Society v Tomlinson-Blake [2021] UKSC 8).
    """
    if kind == ShiftKind.SLEEP_IN:
        return woken_minutes
    return max(0, minutes - break_minutes)


def week_of(instant: datetime) -> date:
    """The Monday of the week, in London, in which an instant lies."""
    day = london_day(instant)
    return day - timedelta(days=day.weekday())


def weeks_before(monday: date, count: int) -> date:
    """The Monday that many weeks before."""
    return monday - count * A_WEEK


def hours_in_words(minutes: int) -> str:
    """Minutes as people say them: 7 hours 30 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [
        f"{count} {unit}" if count == 1 else f"{count} {unit}s"
        for count, unit in ((hours, "hour"), (rest, "minute"))
        if count
    ]
    return " ".join(parts) or "0 minutes"
