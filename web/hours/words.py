"""How hours are said: 9am to 12:30pm, 3½ hours, waiting for Amina."""

from datetime import datetime
from typing import Final

from django.utils import timezone

from budgets.assistants.rules.hours import paid_minutes
from budgets.assistants.values import ShiftKind, ShiftState

QUARTERS: Final = {15: "¼", 30: "½", 45: "¾"}
NOON: Final = 12
STATES: Final = {
    ShiftState.WAITING: ("Sent", "outline"),
    ShiftState.QUESTIONED: ("Asked about", "honey"),
    ShiftState.AGREED: ("Agreed", "calm"),
    ShiftState.REPLACED: ("Corrected", "stone"),
    ShiftState.WITHDRAWN: ("Taken back", "stone"),
}
"""What each state is called, and on which tint."""


def clock_words(at: datetime) -> str:
    """A time as people say it: 9am, 12:30pm, midday."""
    local = timezone.localtime(at)
    if local.minute == 0 and local.hour % NOON == 0:
        return "midday" if local.hour else "midnight"
    rest = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % NOON or NOON}{rest}{'am' if local.hour < NOON else 'pm'}"


def hours_words(minutes: int) -> str:
    """Minutes as people say them: 3½ hours, 1 hour, 20 minutes, 7 hours 5 minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _many(rest, "minute")
    if rest in QUARTERS:
        return f"{hours}{QUARTERS[rest]} hours"
    return _many(hours, "hour") + (f" {_many(rest, 'minute')}" if rest else "")


def _many(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def times_words(
    kind: str, started_at: datetime, ended_at: datetime, *, breaks: int = 0, woken: int = 0
) -> str:
    """From when to when, and how long: 9am to 12:30pm, 3½ hours."""
    minutes = int((ended_at - started_at).total_seconds() // 60)
    worked = paid_minutes(kind=kind, minutes=minutes, break_minutes=breaks, woken_minutes=woken)
    long = "sleep-in" if kind == ShiftKind.SLEEP_IN else hours_words(worked)
    if kind == ShiftKind.SLEEP_IN and woken:
        long += f", {_many(woken, 'minute')} awake"
    return f"{clock_words(started_at)} to {clock_words(ended_at)}, {long}"
