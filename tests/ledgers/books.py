"""A small council's book to test the ledger with: money gets in through its services alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from ledgers import selectors, services
from ledgers.models import Account, Book, Hold, Release, Transfer
from ledgers.values import About, AccountKind, Posting, Purpose, TransferKind

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
BY = UUID("00000000-0000-7000-8000-00000000aaaa")


@dataclass
class Books:
    """
    A book with a pot and a budget, and an overspent account beside the budget.

    :ivar about: what every movement here is about, unless a test says otherwise
    """

    book: Book = field(default_factory=lambda: services.open_book(now=NOW, rails=("bank_file",)))
    about: About = field(default_factory=lambda: About("test", uuid4()))

    def __post_init__(self) -> None:
        self.funding = self.shared(AccountKind.COUNCIL_FUNDING)
        self.clearing = self.shared(AccountKind.CLEARING, "bank_file")
        self.spending = self.shared(AccountKind.SPENDING, Purpose.BREAKS)
        self.pot = self.open(AccountKind.POT)
        self.budget = self.open(AccountKind.BUDGET)
        self.overspent = Account.objects.get(overspends=self.budget)

    def shared(self, kind: AccountKind, code: str = "") -> Account:
        return selectors.get_shared(self.book.id, kind, code)

    def open(self, kind: AccountKind) -> Account:
        return services.open_account(book_id=self.book.id, kind=kind, now=NOW)

    def posting(self, debit: Account, credit: Account, pence: int, **more: Any) -> Posting:
        said = {
            "book_id": self.book.id,
            "debit_id": debit.id,
            "credit_id": credit.id,
            "pence": pence,
            "key": uuid4(),
            "kind": TransferKind.SPENT,
            "about": self.about,
            "posted_by": BY,
            "occurred_on": NOW.date(),
            "posted_at": NOW,
        }
        return Posting(**{**said, **more})

    def post(self, debit: Account, credit: Account, pence: int, **more: Any) -> Transfer:
        return services.post(self.posting(debit, credit, pence, **more))

    def fact(self, debit: Account, credit: Account, pence: int, **more: Any) -> list[Transfer]:
        return services.post_fact(self.posting(debit, credit, pence, **more))

    def put_in(self, account: Account, pence: int) -> Transfer:
        """Fill a pot or budget from the council's funding."""
        return self.post(self.funding, account, pence, kind=TransferKind.POT_FILLED)

    def hold(self, account: Account, pence: int, key: UUID | None = None) -> Hold:
        return services.hold(
            account=account, pence=pence, key=key or uuid4(), about=self.about, by=BY, now=NOW
        )

    def release(self, held: Hold, pence: int | None = None, key: UUID | None = None) -> Release:
        return services.release(held=held, key=key or uuid4(), by=BY, now=NOW, pence=pence)

    def capture(
        self, held: Hold, pence: int, key: UUID | None = None, credit: Account | None = None
    ) -> list[Transfer]:
        return services.capture(
            held=held,
            credit=credit or self.clearing,
            pence=pence,
            key=key or uuid4(),
            kind=TransferKind.PAYMENT_SENT,
            by=BY,
            occurred_on=NOW.date(),
            now=NOW,
        )

    def reverse(
        self,
        transfer: Transfer,
        key: UUID | None = None,
        kind: TransferKind = TransferKind.MISTAKE_REVERSED,
    ) -> list[Transfer]:
        again = Transfer.objects.select_related("debit", "credit").get(id=transfer.id)
        return services.reverse(
            again,
            key=key or uuid4(),
            kind=kind,
            by=BY,
            occurred_on=NOW.date(),
            now=NOW,
        )


def balance(account: Account) -> int:
    """Credits less debits as the database has them now, in pence."""
    return Account.objects.get(id=account.id).balance_pence


def available(account: Account) -> int:
    """What may be spent as the database has it now, in pence."""
    return Account.objects.get(id=account.id).available_pence


def parts(transfers: list[Transfer]) -> list[tuple[UUID, UUID, int]]:
    """Each transfer as (debit, credit, pence)."""
    return [(row.debit_id, row.credit_id, row.pence) for row in transfers]


def everything() -> list[Any]:
    """All that the ledger holds, to see whether anything moved."""
    totals = ("id", "debits_posted", "credits_posted", "debits_held")
    return [
        sorted(Account.objects.values_list(*totals)),
        *(model.objects.count() for model in (Book, Transfer, Hold, Release)),
    ]


@contextmanager
def nothing_moves() -> Iterator[None]:
    """Fail if anything in the ledger is different afterwards."""
    before = everything()
    yield
    assert everything() == before
