"""Questions to the ledger: accounts one may see, statements, balances as of an instant, verification."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import Coalesce

from ledgers.models import Account, Book, Hold, Release, Transfer
from ledgers.values import ALL, AccountKind, Viewer


@dataclass(frozen=True)
class Discrepancy:
    """An account whose stored total is not the sum of its rows, in pence."""

    account_id: UUID
    total: str
    stored_pence: int
    recomputed_pence: int


def visible_to(viewer: Viewer) -> QuerySet[Account]:
    """The accounts that this viewer may see; what is not among them does not exist for them."""
    accounts = Account.objects.filter(book_id=viewer.book_id)
    if viewer.accounts == ALL:
        return accounts
    return accounts.filter(id__in=viewer.accounts.values("id"))


def get_shared(book_id: UUID, kind: AccountKind, code: str = "") -> Account:
    """
    The one account of this kind (and purpose or rail) that the whole book shares.

    :raises Account.DoesNotExist: the book has none
    """
    return Account.objects.get(book_id=book_id, kind=kind, code=code)


def left_pence(account: Account) -> int:
    """What is left of a budget or fund, in pence: available less overspent."""
    beside = Account.objects.filter(overspends=account).first()
    return account.available_pence + (beside.balance_pence if beside else 0)


def held_pence(hold: Hold) -> int:
    """What of this hold is still held, in pence."""
    captured = hold.captures.aggregate(p=Coalesce(Sum("pence"), 0))["p"]
    released = hold.releases.aggregate(p=Coalesce(Sum("pence"), 0))["p"]
    return hold.pence - int(captured) - int(released)


def list_statement(account: Account) -> QuerySet[Transfer]:
    """
    Every movement of an account, oldest first.

    Each row has `change_pence` (credits positive) and `running_pence`, the balance after it.
    """
    change = Case(
        When(credit=account, then=F("pence")), default=-F("pence"), output_field=BigIntegerField()
    )
    return (
        Transfer.objects.filter(Q(debit=account) | Q(credit=account), book_id=account.book_id)
        .annotate(change_pence=change)
        .annotate(running_pence=Window(Sum("change_pence"), order_by=["posted_at", "id"]))
        .order_by("posted_at", "id")
    )


def balance_as_of(account: Account, instant: datetime) -> int:
    """Credits less debits of what was posted up to and with this instant, in pence."""
    change = Case(When(credit=account, then=F("pence")), default=-F("pence"))
    return int(
        Transfer.objects.filter(
            Q(debit=account) | Q(credit=account), book_id=account.book_id, posted_at__lte=instant
        ).aggregate(total=Coalesce(Sum(change), Value(0), output_field=BigIntegerField()))["total"]
    )


def list_about(book_id: UUID, kind: str, about_id: UUID) -> QuerySet[Transfer]:
    """Every transfer about one thing, oldest first."""
    return Transfer.objects.filter(
        book_id=book_id, about_kind=kind, about_id=about_id
    ).order_by("posted_at", "id")


def find_discrepancies(book: Book | None = None) -> Iterator[Discrepancy]:
    """Recompute every balance from its rows, in four passes, and yield what is off."""
    rows = Account.objects.filter(book=book) if book else Account.objects.all()
    debits = _sums(Transfer.objects.values_list("debit"))
    credits = _sums(Transfer.objects.values_list("credit"))
    held = _sums(Hold.objects.values_list("account"))
    freed = _sums(Release.objects.values_list("hold__account"))
    captured = _sums(Transfer.objects.filter(hold__isnull=False).values_list("hold__account"))
    for account in rows.order_by("id").iterator():
        here = account.id
        still = held.get(here, 0) - freed.get(here, 0) - captured.get(here, 0)
        for total, stored, true in (
            ("debits_posted", account.debits_posted, debits.get(here, 0)),
            ("credits_posted", account.credits_posted, credits.get(here, 0)),
            ("debits_held", account.debits_held, still),
        ):
            if stored != true:
                yield Discrepancy(here, total, stored, true)


def _sums(rows: "QuerySet[Transfer, tuple[UUID]] | QuerySet[Hold, tuple[UUID]] | QuerySet[Release, tuple[UUID]]") -> dict[UUID, int]:
    return dict(rows.order_by().annotate(total=Sum("pence")))
