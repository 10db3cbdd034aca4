"""Stopping what is paid to or from an account, and letting it go again."""

from datetime import datetime
from uuid import UUID

from ledgers.models import Account
from payments.payouts.models import HeldBack


def hold_back(*, account: Account, reason: str, by: UUID, now: datetime) -> HeldBack:
    """Pay nothing to or from this account, later payments too, until it is let go."""
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
