"""Recomputes every balance from its rows, and says which is off."""

import time
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from ledgers import selectors
from ledgers.models import Account, Book, Transfer


class Command(BaseCommand):
    """Exit with 1 if a stored balance is not the sum of its rows, or a book does not balance."""

    help = "Recompute every balance of the ledger from its rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One book, or all of them."""
        parser.add_argument("--book", type=UUID, help="verify this book alone, by its id")

    def handle(self, *, book: UUID | None, **_: Any) -> None:
        """Print what is off, then how much was looked at and how long it took."""
        started = time.perf_counter()
        only = _find_book(book)
        off = [
            f"account {found.account_id}: {found.total} is {found.stored_pence}, "
            f"its rows make {found.recomputed_pence}"
            for found in selectors.find_discrepancies(only)
        ] + [
            f"book {found.book_id}: debits {found.debits_pence}, credits {found.credits_pence}"
            for found in selectors.find_unbalanced(only)
        ]
        narrowed = {"book": only} if only else {}
        counts = (
            f"{Account.objects.filter(**narrowed).count()} accounts, "
            f"{Transfer.objects.filter(**narrowed).count()} transfers, "
            f"{time.perf_counter() - started:.2f} s"
        )
        for line in off:
            self.stdout.write(line)
        if off:
            raise CommandError(f"{len(off)} totals are off: {counts}")
        self.stdout.write(f"Every balance is the sum of its rows: {counts}")


def _find_book(book: UUID | None) -> Book | None:
    if book is None:
        return None
    found = Book.objects.filter(id=book).first()
    if found is None:
        raise CommandError(f"There is no book {book}.")
    return found
