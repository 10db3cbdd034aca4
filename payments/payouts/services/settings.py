"""What payouts need of the policy, as dated rows of their own."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from payments.outside.values import Rail
from payments.payouts.models import PayoutSettings


def set_payout_settings(
    *,
    book_id: UUID,
    starts_on: date,
    now: datetime,
    rail: Rail | None = None,
    care_days: int | None = None,
    paid_after_bank_days: int | None = None,
) -> PayoutSettings:
    """Set what changes from a day on; the rest stays as it was."""
    before = (
        PayoutSettings.objects.filter(book_id=book_id, starts_on__lte=starts_on)
        .order_by("-starts_on", "-set_at", "-id")
        .first()
    )
    kept: dict[str, Any] = (
        {name: getattr(before, name) for name in ("rail", "care_days", "paid_after_bank_days")}
        if before
        else {}
    )
    given = {"rail": rail, "care_days": care_days, "paid_after_bank_days": paid_after_bank_days}
    changed = {name: value for name, value in given.items() if value is not None}
    return PayoutSettings.objects.create(
        book_id=book_id, starts_on=starts_on, set_at=now, **{**kept, **changed}
    )
