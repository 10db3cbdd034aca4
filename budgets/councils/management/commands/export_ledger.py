"""Writes a council's books for hledger or beancount, or its trial balance for a spreadsheet."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from budgets.councils.selectors import find_book
from ledgers.doors import acting_for
from ledgers.rules.journals import JournalFormat, pounds
from ledgers.selectors import list_trial_balance, write_journal
from ledgers.values import SCHEDULER, Viewer
from payments.outside.tasks import clock

TRIAL_BALANCE = "trial-balance"


class Command(BaseCommand):
    """One council's books, as of one moment, in somebody else's words."""

    help = "Export the ledger: ids, codes, days and pence, no names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose books, for whom, and where to."""
        parser.add_argument("--council", required=True, metavar="CODE")
        parser.add_argument("--format", required=True, choices=[*JournalFormat, TRIAL_BALANCE])
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")

    def handle(self, *, council: str, format: str, out: Path, **_: Any) -> None:
        """Write line by line, so that it needs little memory."""
        book_id = find_book(council)
        if book_id is None:
            raise CommandError(f"There is no council {council}.")
        viewer = Viewer(SCHEDULER, book_id, frozenset(), clock())
        lines = 0
        with acting_for(viewer, read_only=True), out.open("w", encoding="utf-8") as file:
            for line in _lines(book_id, format):
                file.write(f"{line}\n")
                lines += 1
        self.stdout.write(f"{out}: {lines} lines")


def _lines(book_id: UUID, format: str) -> Iterator[str]:
    if format != TRIAL_BALANCE:
        yield from write_journal(book_id, JournalFormat(format))
        return
    yield "account,debits,credits,balance"
    for one in list_trial_balance(book_id):
        sums = (one.debits_pence, one.credits_pence, one.pence)
        yield ",".join((one.place.name, *map(pounds, sums)))
