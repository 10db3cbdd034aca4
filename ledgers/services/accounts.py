"""Opening books and accounts."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers.models import Account, Book
from ledgers.values import AccountKind, Purpose, uuid7

SHARED = (
    AccountKind.COUNCIL_FUNDING,
    AccountKind.CONTRIBUTIONS,
    AccountKind.BROUGHT_FORWARD,
    AccountKind.OTHER_MONEY_IN,
    AccountKind.RETURNED_MONEY,
    AccountKind.WRITTEN_OFF,
    AccountKind.RAIL_FEES,
)


def open_book(*, now: datetime, rails: tuple[str, ...] = (), book_id: UUID | None = None) -> Book:
    """Open a council's book with the accounts that all of it shares, one clearing for each rail."""
    shared = [(kind, "") for kind in SHARED]
    shared += [(AccountKind.SPENDING, purpose.value) for purpose in Purpose]
    shared += [(AccountKind.CLEARING, rail) for rail in rails]
    with transaction.atomic():
        book = Book.objects.create(id=book_id or uuid7(), opened_at=now)
        Account.objects.bulk_create(
            Account(book=book, kind=kind, code=code, opened_at=now) for kind, code in shared
        )
    return book


def open_account(*, book_id: UUID, kind: AccountKind, now: datetime) -> Account:
    """Open an account of its own; a budget's or fund's has its overspent account beside it."""
    with transaction.atomic():
        account = Account.objects.create(book_id=book_id, kind=kind, opened_at=now)
        if account.may_overspend:
            Account.objects.create(
                book_id=book_id, kind=AccountKind.OVERSPENT, overspends=account, opened_at=now
            )
    return account
