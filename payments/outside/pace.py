"""
How fast a rail may be called: so many calls a second, by all workers together.

Whoever leases calls books the times at which they may be made, in one row for each rail. What
is booked and not used is lost, so a rail is never called faster than it says.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic, sleep

from django.conf import settings
from django.db import transaction

from payments.outside.models import RailPace


@dataclass(frozen=True)
class Turns:
    """
    The times at which a worker may make its calls, as seconds of this process's own clock.

    :ivar apart: seconds between two; nothing where the rail has no limit
    """

    starts_at: float
    apart: float

    def wait_for(self, place: int) -> None:
        """Wait until the call in this place may be made."""
        left = self.starts_at + place * self.apart - monotonic()
        if left > 0:
            sleep(left)


AT_ONCE = Turns(0.0, 0.0)


def book_turns(rail: str, calls: int, *, now: datetime) -> Turns:
    """Book times for so many calls, after those that others have booked."""
    limit = settings.RAIL_CALLS_A_SECOND.get(rail)
    if not limit or not calls:
        return AT_ONCE
    with transaction.atomic():
        RailPace.objects.get_or_create(rail=rail, defaults={"free_at": now})
        row = RailPace.objects.select_for_update().get(rail=rail)
        starts_at = max(row.free_at, now)
        row.free_at = starts_at + timedelta(seconds=calls / limit)
        row.save(update_fields=["free_at"])
    return Turns(monotonic() + (starts_at - now).total_seconds(), 1 / limit)
