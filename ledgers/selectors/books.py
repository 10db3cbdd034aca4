"""Questions to the ledger: what one may see, statements, balances as of an instant, proof."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    F,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from ledgers.models import Account, Book, Hold, Transfer
from ledgers.values import ALL, AccountKind, Viewer


@dataclass(frozen=True)
class Discrepancy:
    """An account whose stored total is not the sum of its rows, in pence."""

    account_id: UUID
    total: str
    stored_pence: int
    recomputed_pence: int


@dataclass(frozen=True)
class Unbalanced:
    """A book whose debits and credits differ, in pence."""

    book_id: UUID
    debits_pence: int
    credits_pence: int


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


def list_movements(account: Account) -> QuerySet[Transfer]:
    """Every movement of an account, newest first, each with `change_pence` (credits positive)."""
    change = Case(
        When(credit=account, then=F("pence")), default=-F("pence"), output_field=BigIntegerField()
    )
    return (
        Transfer.objects.filter(Q(debit=account) | Q(credit=account), book_id=account.book_id)
        .annotate(change_pence=change)
        .order_by("-id")
    )


def balance_after(account: Account, movement: Transfer) -> int:
    """
    The balance of an account once a movement was in its books, in pence.

    Counted back from today's in one statement, so that a page of what is new reads few rows.
    """
    later = list_movements(account).filter(id__gt=movement.id).order_by().values("book_id")
    total = Subquery(later.annotate(total=Sum("change_pence")).values("total"))
    today = Account.objects.annotate(later=Coalesce(total, 0, output_field=BigIntegerField()))
    found = today.get(pk=account.pk)
    return found.balance_pence - int(found.later)


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
    return Transfer.objects.filter(book_id=book_id, about_kind=kind, about_id=about_id).order_by(
        "posted_at", "id"
    )


RECOMPUTED = """
WITH side AS (
    SELECT debit_id AS account_id, pence AS debited, 0 AS credited,
           CASE WHEN hold_id IS NULL THEN 0 ELSE -pence END AS held
    FROM ledgers_transfer {in_book}
    UNION ALL SELECT credit_id, 0, pence, 0 FROM ledgers_transfer {in_book}
    UNION ALL SELECT account_id, 0, 0, pence FROM ledgers_hold {in_book}
    UNION ALL SELECT h.account_id, 0, 0, -r.pence
    FROM ledgers_release r JOIN ledgers_hold h ON h.id = r.hold_id {of_release}
), true_totals AS (
    SELECT account_id, SUM(debited) AS debited, SUM(credited) AS credited, SUM(held) AS held
    FROM side GROUP BY account_id
)
SELECT a.*, CAST(COALESCE(t.debited, 0) AS bigint) AS debited,
       CAST(COALESCE(t.credited, 0) AS bigint) AS credited,
       CAST(COALESCE(t.held, 0) AS bigint) AS held
FROM ledgers_account a LEFT JOIN true_totals t ON t.account_id = a.id
WHERE (a.debits_posted <> COALESCE(t.debited, 0) OR a.credits_posted <> COALESCE(t.credited, 0)
       OR a.debits_held <> COALESCE(t.held, 0)) {of_account}
ORDER BY a.id
"""
"""Every account whose stored totals are not the sums of its rows: one pass over each table."""

TOTALS = {"debits_posted": "debited", "credits_posted": "credited", "debits_held": "held"}


def find_discrepancies(book: Book | None = None) -> Iterator[Discrepancy]:
    """Recompute every balance from its rows, as one set, and yield each total that is off."""
    narrowing = {"in_book": "", "of_release": "", "of_account": ""}
    params = []
    if book:
        narrowing = {
            "in_book": "WHERE book_id = %s",
            "of_release": "WHERE r.book_id = %s",
            "of_account": "AND a.book_id = %s",
        }
        params = [Book._meta.pk.get_db_prep_value(book.id, connection)] * 5
    for account in Account.objects.raw(RECOMPUTED.format(**narrowing), params):
        for total, recomputed in TOTALS.items():
            stored, true = getattr(account, total), getattr(account, recomputed)
            if stored != true:
                yield Discrepancy(account.id, total, stored, true)


def find_unbalanced(book: Book | None = None) -> list[Unbalanced]:
    """Every book whose accounts' debits are not equal to their credits."""
    rows = Account.objects.filter(book=book) if book else Account.objects.all()
    return [
        Unbalanced(**row)
        for row in rows.order_by("book_id")
        .values("book_id")
        .annotate(debits_pence=Sum("debits_posted"), credits_pence=Sum("credits_posted"))
        .exclude(debits_pence=F("credits_pence"))
    ]
