"""Whether a book agrees with itself: what its own figures can show, in sentences."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import F, Q

from ledgers.models import Account, Book, BookStop, Hold, Transfer
from ledgers.selectors.books import find_discrepancies, find_unbalanced
from ledgers.selectors.verifying import find_broken
from ledgers.values import STRICT, pounds

NOBODY = UUID(int=0)


def find_stop(book_id: UUID) -> BookStop | None:
    """The open stop of a book, while it is stopped."""
    return BookStop.objects.filter(book_id=book_id, let_go_at=None).first()


def find_incoherent(book_id: UUID, *, with_seals: bool = True) -> Iterator[str]:
    """Everything in a book that does not agree, a sentence each; nothing when it is sound."""
    book = Book.objects.get(id=book_id)
    for total in find_discrepancies(book):
        yield (
            f"Account {total.account_id} has {total.total} of {pounds(total.stored_pence)}, "
            f"and its rows come to {pounds(total.recomputed_pence)}."
        )
    for one in find_unbalanced(book):
        debits, credits_ = pounds(one.debits_pence), pounds(one.credits_pence)
        yield f"All debits are {debits}, and all credits {credits_}."
    yield from _below_nothing(book_id)
    yield from _elsewhere(book_id)
    yield from _by_nobody(book_id)
    if with_seals:
        for found in find_broken(book_id):
            place = f" {found.seal}" if found.seal else "s"
            yield f"Seal{place}, position {found.position or 'unknown'}: {found.words}."


def _below_nothing(book_id: UUID) -> Iterator[str]:
    short = Account.objects.filter(
        book_id=book_id,
        kind__in=STRICT,
        credits_posted__lt=F("debits_posted") + F("debits_held"),
    )
    for account in short.order_by("id"):
        yield f"Account {account.id} has {pounds(account.available_pence)} available."


def _elsewhere(book_id: UUID) -> Iterator[str]:
    astray = Transfer.objects.filter(book_id=book_id).filter(
        ~Q(debit__book_id=F("book_id")) | ~Q(credit__book_id=F("book_id"))
    )
    for transfer_id in astray.values_list("id", flat=True):
        yield f"Transfer {transfer_id} moves money between books."
    held = Hold.objects.filter(book_id=book_id).exclude(account__book_id=F("book_id"))
    for hold_id in held.values_list("id", flat=True):
        yield f"Hold {hold_id} is on an account of another book."


def _by_nobody(book_id: UUID) -> Iterator[str]:
    unsigned = Transfer.objects.filter(Q(posted_by=NOBODY) | Q(kind=""), book_id=book_id)
    for transfer_id in unsigned.values_list("id", flat=True):
        yield f"Transfer {transfer_id} has no actor or no reason."
