"""Stopping what is paid to or from an account, and letting it go again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers.models import Account
from ledgers.services.facts import lock
from payments.payouts.models import HeldBack


def hold_back(*, account: Account, reason: str, by: UUID, now: datetime) -> HeldBack:
    """
    Pay nothing to or from this account, later payments too, until it is let go.

    The account is locked, so a payment that is being sent is sent before this or not at all.
    """
    with transaction.atomic():
        lock([account.id])
        return _hold_back(account, reason, by=by, now=now)


def _hold_back(account: Account, reason: str, *, by: UUID, now: datetime) -> HeldBack:
    row, _ = HeldBack.objects.get_or_create(
        book_id=account.book_id,
        account=account,
        reason=reason,
        let_go_at=None,
        defaults={"held_by": by, "held_at": now},
    )
    return row


def let_go(*, account: Account, reason: str, by: UUID, now: datetime) -> int:
    """Undo a holding back; returns how many there were."""
    return HeldBack.objects.filter(account=account, reason=reason, let_go_at=None).update(
        let_go_by=by, let_go_at=now
    )
