"""Naming at once whose own accounts are paid, for many budgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ledgers.values import About, uuid7
from payments.outside.encryption import seal
from payments.payouts.models import Payee
from payments.payouts.values import PayeeKind

AT_ONCE = 500


@dataclass(frozen=True)
class OwnAccount:
    """Whose account it is, and what it is about; nobody was named for it before."""

    about: About
    display_name: str
    user_id: UUID | None = None
    contact: str = ""


def name_own_accounts(
    accounts: Sequence[OwnAccount], *, book_id: UUID, by: UUID, now: datetime
) -> list[Payee]:
    """Name who is paid for each of these; each tells their bank details by a link of their own."""
    payees = [_payee(one, book_id=book_id, by=by, now=now) for one in accounts]
    return Payee.objects.bulk_create(payees, batch_size=AT_ONCE)


def _payee(one: OwnAccount, *, book_id: UUID, by: UUID, now: datetime) -> Payee:
    payee_id = uuid7(now.timestamp())
    return Payee(
        id=payee_id,
        book_id=book_id,
        reference=f"Y-{payee_id.hex[-12:].upper()}",
        about_kind=one.about.kind,
        about_id=one.about.id,
        kind=PayeeKind.OWN_ACCOUNT,
        display_name=one.display_name,
        user_id=one.user_id,
        contact=seal(one.contact) if one.contact else None,
        named_by=by,
        named_at=now,
    )
