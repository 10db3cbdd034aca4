"""Naming who provides care and support."""

from datetime import datetime
from uuid import UUID

from budgets.people.errors import OrganisationNameMissing
from budgets.people.models import Organisation
from ledgers.values import uuid7


def name_organisation(
    *,
    book_id: UUID,
    name: str,
    by: UUID,
    now: datetime,
    reference: str = "",
    registered: bool = False,
    email: str = "",
) -> Organisation:
    """
    Name somebody who provides care or support; named again under its reference, it is corrected.

    :raises OrganisationNameMissing: there is no name
    """
    if not name.strip():
        raise OrganisationNameMissing
    found, _ = Organisation.objects.update_or_create(
        book_id=book_id,
        reference=reference or f"O-{uuid7(now.timestamp()).hex[-8:].upper()}",
        defaults={
            "name": " ".join(name.split()),
            "registered": registered,
            "email": email,
            "named_by": by,
            "named_at": now,
        },
    )
    return found
