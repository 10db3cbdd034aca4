"""Decisions about trying again, from values alone."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=4)
LONGEST_TROUBLE = 200


def next_try_after(attempts: int, now: datetime) -> datetime:
    """When to try again after so many tries: twice as long each time, four hours at most."""
    wait = FIRST_WAIT
    for _ in range(min(attempts, 12) - 1):
        wait = min(wait * 2, LONGEST_WAIT)
    return now + wait


def told(trouble: str, otherwise: str) -> str:
    """The trouble in as many characters as are kept of one."""
    return (trouble or otherwise)[:LONGEST_TROUBLE]
