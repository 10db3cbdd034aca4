"""Counting tries in the database, one atomic step each, so that no crowd slips through."""

import hashlib
from datetime import UTC, datetime, timedelta

from django.db import connection

from budgets.councils.models import SecurityCounter


def count_try(*, name: str, subject: str, minutes: int, now: datetime) -> int:
    """
    Count one try in the current window and say the how-manieth it was.

    :param subject: whom it is about; only its SHA-256 is kept
    """
    table = SecurityCounter._meta.db_table
    start = now.timestamp() // (minutes * 60) * minutes * 60
    window = datetime.fromtimestamp(start, tz=UTC)
    digest = hashlib.sha256(f"{name}:{subject}".encode()).hexdigest()
    adapted = connection.ops.adapt_datetimefield_value(window)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO {table} (name, subject, "window", tries) VALUES (%s, %s, %s, 1) '
            f'ON CONFLICT (name, subject, "window") DO UPDATE SET tries = {table}.tries + 1 '
            "RETURNING tries",
            [name, digest, adapted],
        )
        return int(cursor.fetchone()[0])


def may_try(*, name: str, subject: str, most: int, minutes: int, now: datetime) -> bool:
    """Count one try and say whether it is still among the `most` that a window allows."""
    return count_try(name=name, subject=subject, minutes=minutes, now=now) <= most


def forget_tries(*, before: datetime) -> int:
    """Delete counters of windows that are over; returns how many."""
    return SecurityCounter.objects.filter(window__lt=before - timedelta(days=1)).delete()[0]
