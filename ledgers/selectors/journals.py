"""A book for others to check: every happening in its order, and what each account has by then."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Max, Min, Window
from django.db.models.functions import FirstValue

from ledgers.models import Account, Transfer
from ledgers.rules import journals
from ledgers.rules.journals import Balance, JournalFormat, Place, Step
from ledgers.values import TransferKind

AT_ONCE = 2_000


def list_trial_balance(book_id: UUID) -> Iterator[Balance]:
    """Every account of a book with its debits and credits; their sums are equal."""
    accounts = Account.objects.filter(book_id=book_id).order_by("kind", "code", "id")
    rows = accounts.values_list("id", "kind", "code", "debits_posted", "credits_posted")
    for account_id, kind, code, *totals in rows.iterator(chunk_size=AT_ONCE):
        yield Balance(Place(account_id, kind, code), *totals)


def write_journal(book_id: UUID, format: JournalFormat) -> Iterator[str]:
    """A book as lines of text; a year of it takes no more memory than a day."""
    days = Transfer.objects.filter(book_id=book_id).aggregate(
        first=Min("occurred_on"), last=Max("occurred_on")
    )
    opened = Account.objects.filter(book_id=book_id).earliest("opened_at").opened_at.date()
    first: date = min(opened, days["first"] or opened)
    yield from journals.opening(format, (one.place for one in list_trial_balance(book_id)), first)
    for _, steps in groupby(_steps(book_id), key=lambda step: (step.entry, step.on)):
        yield from journals.entry(format, list(steps))
    yield from journals.closing(format, list_trial_balance(book_id), days["last"] or first)


def _steps(book_id: UUID) -> Iterator[Step]:
    """Every transfer, those of one happening together, in the order in which it began."""
    began = Window(FirstValue("id"), partition_by="entry", order_by="id")
    rows = (
        Transfer.objects.filter(book_id=book_id)
        .annotate(began=began)
        .order_by("began", "occurred_on", "id")
        .values_list(
            *("id", "entry", "kind", "about_kind", "about_id", "occurred_on", "pence"),
            *("debit_id", "debit__kind", "debit__code"),
            *("credit_id", "credit__kind", "credit__code"),
        )
    )
    for id_, entry, kind, about, about_id, on, pence, *sides in rows.iterator(chunk_size=AT_ONCE):
        yield Step(
            id=id_,
            entry=entry,
            kind=TransferKind(kind),
            about=f"{about} {about_id}",
            on=on,
            pence=pence,
            debit=Place(*sides[:3]),
            credit=Place(*sides[3:]),
        )
