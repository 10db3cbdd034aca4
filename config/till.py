"""
A door to the ledger that proofs alone open: pay, hold, release, refund and reverse over HTTP.

It opens the transaction as every door does and calls the ledger's own verbs. A broken till,
for controls, reads what is there, adds to it in Python and saves it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from ledgers import services as ledgers
from ledgers.doors import acting_for
from ledgers.errors import NotEnoughMoney, Refusal
from ledgers.models import Account, Hold, Transfer
from ledgers.selectors import get_shared
from ledgers.values import (
    SCHEDULER,
    STRICT,
    About,
    AccountKind,
    Posting,
    Purpose,
    TransferKind,
    Viewer,
)

WRITTEN = ("ledgers_account", "ledgers_transfer", "ledgers_hold", "ledgers_release")


@dataclass(frozen=True)
class Book:
    """A book of many accounts that were filled alike, and where their money goes."""

    id: UUID
    funding: Account
    spending: Account
    accounts: tuple[Account, ...]

    @property
    def viewer(self) -> Viewer:
        """Whoever acts in this book now."""
        return Viewer(SCHEDULER, self.id, frozenset(), datetime.now(UTC))


def open_accounts(count: int, *, pence: int) -> Book:
    """Open so many accounts, pots and budgets in turn, each with so many pence."""
    now = datetime.now(UTC)
    book = ledgers.open_book(now=now).id
    funding = get_shared(book, AccountKind.COUNCIL_FUNDING)
    spending = get_shared(book, AccountKind.SPENDING, Purpose.OTHER)
    kinds = (AccountKind.POT, AccountKind.BUDGET)
    made = []
    for number in range(count):
        made.append(ledgers.open_account(book_id=book, kind=kinds[number % 2], now=now))
        ledgers.post_fact(posting(book, funding.id, made[-1].id, pence))
    return Book(book, funding, spending, tuple(made))


def posting(book: UUID, debit: UUID, credit: UUID, pence: int) -> Posting:
    """One movement that is about nothing else."""
    now = datetime.now(UTC)
    return Posting(
        book_id=book,
        debit_id=debit,
        credit_id=credit,
        pence=pence,
        key=uuid4(),
        kind=TransferKind.SPENT,
        about=About("proof", uuid4()),
        posted_by=SCHEDULER,
        occurred_on=now.date(),
        posted_at=now,
    )


class Till:
    """What the door does when it is asked: the ledger's own verbs."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def pay(self, account: str, pence: int) -> Sequence[Transfer | Hold]:
        """A decision: spend what is there, or be refused."""
        return [ledgers.post(self._spending(account, pence))]

    def spend(self, account: str, pence: int) -> Sequence[Transfer | Hold]:
        """A fact: it was spent, whether there was enough or not."""
        return ledgers.post_fact(self._spending(account, pence))

    def refund(self, account: str, pence: int) -> Sequence[Transfer | Hold]:
        """A fact: it came back."""
        book = self.book
        return ledgers.post_fact(posting(book.id, book.spending.id, UUID(account), pence))

    def hold(self, account: str, pence: int) -> Sequence[Transfer | Hold]:
        """A decision: set aside what is there, or be refused."""
        where = Account.objects.get(id=account)
        about, now = About("proof", uuid4()), datetime.now(UTC)
        return [
            ledgers.hold(
                account=where, pence=pence, key=uuid4(), about=about, by=SCHEDULER, now=now
            )
        ]

    def release(self, hold: str) -> Sequence[Transfer | Hold]:
        """Let all that is still held go."""
        held = Hold.objects.select_related("account").get(id=hold)
        ledgers.release(held=held, key=uuid4(), by=SCHEDULER, now=datetime.now(UTC))
        return []

    def capture(self, hold: str, pence: int) -> Sequence[Transfer | Hold]:
        """Spend what is held, or less, or more."""
        now = datetime.now(UTC)
        return ledgers.capture(
            held=Hold.objects.get(id=hold),
            credit=self.book.spending,
            pence=pence,
            key=uuid4(),
            kind=TransferKind.SPENT,
            by=SCHEDULER,
            occurred_on=now.date(),
            now=now,
        )

    def reverse(self, transfer: str) -> Sequence[Transfer | Hold]:
        """Undo what was done, once."""
        now = datetime.now(UTC)
        return ledgers.reverse(
            Transfer.objects.select_related("debit", "credit").get(id=transfer),
            key=uuid4(),
            kind=TransferKind.MISTAKE_REVERSED,
            by=SCHEDULER,
            occurred_on=now.date(),
            now=now,
        )

    def _spending(self, account: str, pence: int) -> Posting:
        return posting(self.book.id, UUID(account), self.book.spending.id, pence)


class BrokenTill(Till):
    """Trigger and floors replaced, as many do it: read, add in Python, save."""

    def pay(self, account: str, pence: int) -> Sequence[Transfer | Hold]:
        """Spend what seemed to be there."""
        here = self._with_enough(account, pence)
        return self._saved(here, super().pay(account, pence))

    def refund(self, account: str, pence: int) -> Sequence[Transfer | Hold]:
        """Put back what came back."""
        here = Account.objects.get(id=account)
        return self._saved(here, super().refund(account, pence))

    def hold(self, account: str, pence: int) -> Sequence[Transfer | Hold]:
        """Set aside what seemed to be there."""
        here = self._with_enough(account, pence)
        rows = super().hold(account, pence)
        here.debits_held += pence
        here.save(update_fields=["debits_held"])
        return rows

    @staticmethod
    def _with_enough(account: str, pence: int) -> Account:
        here = Account.objects.get(id=account)
        if here.available_pence < pence:
            raise NotEnoughMoney
        return here

    def _saved(self, here: Account, rows: Sequence[Transfer | Hold]) -> Sequence[Transfer | Hold]:
        there = Account.objects.get(id=self.book.spending.id)
        for row in rows:
            from_here = isinstance(row, Transfer) and row.debit_id == here.id
            debit, credit = (here, there) if from_here else (there, here)
            debit.debits_posted += row.pence
            credit.credits_posted += row.pence
        for account in (here, there):
            account.save(update_fields=["debits_posted", "credits_posted"])
        return rows


BROKEN_VERBS = ("pay", "refund", "hold")
"""What the broken till can do; a release would have to be broken too, and one bug is enough."""


@contextmanager
def guards_down() -> Iterator[None]:
    """Let nobody but the broken till look after the totals of this scratch database."""
    with connection.cursor() as cursor:
        for table in WRITTEN:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for check in ("floor", "totals"):
            cursor.execute(f"ALTER TABLE ledgers_account DROP CONSTRAINT ledgers_account_{check}")
    yield


def serving(till: Till) -> Any:
    """Addresses that lead to this till alone, to be Django's `ROOT_URLCONF`."""

    @csrf_exempt
    def door(request: HttpRequest, verb: str) -> JsonResponse:
        act: Callable[..., Sequence[Transfer | Hold]] = getattr(till, verb)
        try:
            with acting_for(till.book.viewer):
                rows = act(**json.loads(request.body))
        except Refusal as refusal:
            return JsonResponse({"refused": refusal.code}, status=422)
        return JsonResponse({type(row).__name__: str(row.id) for row in rows})

    addresses: Any = ModuleType("till")
    addresses.urlpatterns = [path("till/<str:verb>", door)]
    return addresses


@dataclass(frozen=True)
class Totals:
    """All accounts of a book, added up in one moment."""

    debits: int
    credits: int
    moved: int
    below_nothing: int

    @property
    def are_right(self) -> bool:
        """Whether every penny is on both sides, and where the transfers put it."""
        return self.debits == self.credits == self.moved


def add_up(book: Book) -> Totals:
    """Read every account of a book in one snapshot."""
    with acting_for(book.viewer, read_only=True), connection.cursor() as cursor:
        cursor.execute(ADDED_UP, {"book": book.id, "strict": [kind.value for kind in STRICT]})
        return Totals(*map(int, cursor.fetchone() or ()))


ADDED_UP = """
SELECT sum(debits_posted), sum(credits_posted),
       (SELECT coalesce(sum(pence), 0) FROM ledgers_transfer WHERE book_id = %(book)s),
       count(*) FILTER (WHERE kind = ANY(%(strict)s)
                        AND credits_posted < debits_posted + debits_held)
FROM ledgers_account WHERE book_id = %(book)s
"""
