"""Recomputes every balance and seal, compares with roots outside, and says what is off."""

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from budgets.councils.models import Council
from budgets.councils.selectors import find_book
from ledgers import selectors
from ledgers.doors import acting_for
from ledgers.models import Account, Book, Seal, Transfer
from ledgers.rules.roots import KeptRoot, read_roots
from ledgers.selectors import Finding
from ledgers.values import SCHEDULER, Viewer
from payments.outside.tasks import clock

UNREADABLE = 2


class Command(BaseCommand):
    """Exit with 1 if anything is off, with 2 if it can't be told, with 0 if all is sound."""

    help = "Recompute every balance and every seal; with --against, compare with roots outside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One council or all of them, and the roots to compare with."""
        parser.add_argument("--council", metavar="CODE", help="verify this council alone")
        parser.add_argument("--book", type=UUID, help="verify this book alone, by its id")
        parser.add_argument(
            "--against",
            type=Path,
            nargs="+",
            metavar="ROOTS",
            help="files or folders of roots kept outside: published, or e-mails saved as text",
        )

    def handle(
        self, *, council: str | None, book: UUID | None, against: list[Path] | None, **_: Any
    ) -> None:
        """Print what is off, then how much was looked at and how long it took."""
        started = time.perf_counter()
        kept = _read(against or [])
        books = _find_books(council, book)
        off = 0
        counts: Counter[str] = Counter()
        for book_id in books:
            viewer = Viewer(SCHEDULER, book_id, frozenset(), clock())
            with acting_for(viewer, read_only=True):
                off += self._say(_off(book_id, kept))
                counts += _count(book_id)
        if not (council or book):
            off += self._say(_gone(books, kept))
        seen = (
            f"{counts['accounts']} accounts, {counts['transfers']} transfers, "
            f"{counts['seals']} seals, {len(kept)} roots from outside, "
            f"{time.perf_counter() - started:.2f} s"
        )
        if off:
            raise CommandError(f"{off} things are off: {seen}")
        self.stdout.write(f"Every balance is the sum of its rows and every seal holds: {seen}")
        if not kept:
            self.stdout.write(
                "Nothing was compared with roots outside: whoever can write to the database can "
                "write its seals. Give --against what was published."
            )

    def _say(self, lines: Iterator[str]) -> int:
        said = 0
        for line in lines:
            self.stdout.write(line)
            said += 1
        return said


def _off(book_id: UUID, kept: list[KeptRoot]) -> Iterator[str]:
    only = Book.objects.get(id=book_id)
    for found in selectors.find_discrepancies(only):
        yield (
            f"account {found.account_id}: {found.total} is {found.stored_pence}, "
            f"its rows make {found.recomputed_pence}"
        )
    for book in selectors.find_unbalanced(only):
        yield f"book {book.book_id}: debits {book.debits_pence}, credits {book.credits_pence}"
    yield from map(as_line, selectors.find_broken(book_id, kept))


def _gone(books: list[UUID], kept: list[KeptRoot]) -> Iterator[str]:
    for gone in sorted({root.book_id for root in kept} - set(books)):
        yield f"book {gone}: roots of it are kept outside, and it is not here"


def _count(book_id: UUID) -> Counter[str]:
    return Counter(
        accounts=Account.objects.filter(book_id=book_id).count(),
        transfers=Transfer.objects.filter(book_id=book_id).count(),
        seals=Seal.objects.filter(book_id=book_id).count(),
    )


def as_line(found: Finding) -> str:
    """Which council, seal and position, and what is wrong there."""
    council = Council.objects.filter(book_id=found.book_id).values_list("code", flat=True).first()
    places = [f"council {council}" if council else f"book {found.book_id}"]
    places += [f"seal {found.seal}"] if found.seal else []
    places += [f"position {found.position}"] if found.position else []
    return f"{', '.join(places)}: {found.words}"


def _find_books(council: str | None, book: UUID | None) -> list[UUID]:
    books = Book.objects.order_by("id")
    if council is not None:
        books = books.filter(id__in=[known] if (known := find_book(council)) else [])
    if book is not None:
        books = books.filter(id=book)
    found = list(books.values_list("id", flat=True))
    if not found and (council or book):
        asked = f"council {council}" if council else f"book {book}"
        raise CommandError(f"There is no {asked}.", returncode=UNREADABLE)
    return found


def _read(places: list[Path]) -> list[KeptRoot]:
    files = [
        file
        for place in places
        for file in (sorted(place.iterdir()) if place.is_dir() else [place])
    ]
    try:
        kept = [root for file in files for root in read_roots(file.read_text().splitlines())]
    except (OSError, ValueError) as error:
        raise CommandError(str(error), returncode=UNREADABLE) from error
    if places and not kept:
        raise CommandError("There are no roots in what was given.", returncode=UNREADABLE)
    return kept
