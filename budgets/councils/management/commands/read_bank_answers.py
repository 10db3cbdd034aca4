"""Reads what the bank answered: each row moves its payment, or is refused alone."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from budgets.councils.selectors import find_book
from ledgers.doors import acting_for
from ledgers.errors import Refusal
from ledgers.values import SCHEDULER, Viewer
from payments.outside.tasks import clock
from payments.payouts import services as payouts
from payments.payouts.models import BankAnswer


class Command(BaseCommand):
    """Take one file from the bank. The same file twice changes nothing."""

    help = "Exits 0 when every row was taken, 1 when some were refused, 2 when none could be read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose payments, and the bank's file."""
        parser.add_argument("--council", required=True, metavar="CODE")
        parser.add_argument("file", type=Path)

    def handle(self, *, council: str, file: Path, **_: Any) -> None:
        """Read it, say what came of it, and leave with what a script needs to know."""
        payer = find_book(council)
        if payer is None:
            raise CommandError(f"There is no council {council}.", returncode=2)
        try:
            answer = _read(payer, file.read_bytes())
        except (Refusal, OSError) as trouble:
            words = trouble.sentence if isinstance(trouble, Refusal) else str(trouble)
            raise CommandError(words, returncode=2) from trouble
        self._say(answer)
        if answer.refused:
            sys.exit(1)

    def _say(self, answer: BankAnswer) -> None:
        self.stdout.write(
            f"{answer.rows} rows: {answer.applied} payments moved, {answer.unchanged} known "
            f"already, {answer.waiting} not finished, {len(answer.refused)} refused"
        )
        for bad in answer.refused:
            self.stderr.write(f"Row {bad['row']}, {bad['column']} {bad['value']!r}: {bad['why']}")


def _read(payer: UUID, data: bytes) -> BankAnswer:
    now = clock()
    viewer = Viewer(user_id=SCHEDULER, book_id=payer, roles=frozenset(), now=now)
    with acting_for(viewer):
        return payouts.read_bank_answers(book_id=payer, data=data, by=SCHEDULER, now=now)
