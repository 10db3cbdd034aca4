"""Keeping who looked."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from budgets.people.models import Person, RecordRead


def record_reads(
    *, people: Sequence[Person], by: UUID, role: str, what: str, now: datetime
) -> list[RecordRead]:
    """Keep that somebody looked at the records of several people, each of whom will see it."""
    return RecordRead.objects.bulk_create(
        (
            RecordRead(
                book_id=one.book_id, person=one, read_by=by, role=role, what=what, read_at=now
            )
            for one in people
        ),
        batch_size=1_000,
    )
