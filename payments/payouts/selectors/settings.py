"""What payouts were told of the policy, as it is on a day."""

from datetime import date
from uuid import UUID

from payments.outside.values import Rail
from payments.payouts.models import PayoutSettings


def settings_on(book_id: UUID, day: date) -> PayoutSettings:
    """
    What payouts were told of the policy, as it is on a day.

    :raises PayoutSettings.DoesNotExist: nothing was ever set
    """
    return PayoutSettings.objects.filter(book_id=book_id, starts_on__lte=day).latest(
        "starts_on", "set_at", "id"
    )


def rail_on(book_id: UUID, day: date) -> Rail:
    """The rail that a council pays by on a day."""
    return Rail(settings_on(book_id, day).rail)


def find_rail(book_id: UUID, day: date) -> Rail | None:
    """The rail that a council pays by on a day, if it was ever told one."""
    newest = (
        PayoutSettings.objects.filter(book_id=book_id, starts_on__lte=day)
        .order_by("-starts_on", "-set_at", "-id")
        .first()
    )
    return Rail(newest.rail) if newest else None
