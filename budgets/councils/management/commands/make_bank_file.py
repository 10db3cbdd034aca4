"""Makes the day's file for the bank, and writes it where the bank's software finds it."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from budgets.councils import selectors as councils
from budgets.councils.selectors import find_book
from ledgers.doors import acting_for
from ledgers.errors import Refusal
from ledgers.values import SCHEDULER, Viewer
from payments.outside.tasks import clock
from payments.payouts import services as payouts
from payments.payouts.errors import NothingToSend
from payments.payouts.models import BankFile

OWNER_ALONE = 0o600


class Command(BaseCommand):
    """Send all that is approved and due, 1,000 payments a file, until there is nothing left."""

    help = "Write the day's payments as pain.001 and CSV. Exits 1 if nothing could be sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose payments, and where the files go."""
        parser.add_argument("--council", required=True, metavar="CODE")
        parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")

    def handle(self, *, council: str, out: Path, **_: Any) -> None:
        """Make files until there is nothing to send; each is kept before it is written here."""
        payer = find_book(council)
        if payer is None:
            raise CommandError(f"There is no council {council}.")
        made = 0
        try:
            while True:
                self._write(_make(payer), out)
                made += 1
        except NothingToSend as refusal:
            if not made:
                raise CommandError(refusal.sentence) from refusal
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal

    def _write(self, file: BankFile, out: Path) -> None:
        pain001, table = payouts.read_bank_file(file)
        for suffix, content in (("xml", pain001), ("csv", table)):
            path = out / f"{file.message_id}.{suffix}"
            with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_ALONE), "wb") as target:
                target.write(content)
        pounds = f"£{file.total_pence // 100:,}.{file.total_pence % 100:02d}"
        self.stdout.write(f"{file.message_id}: {file.count} payments, {pounds}, for {file.pay_on}")
        for left in file.left_out:
            self.stderr.write(f"Left out {left['payment_id']}, {left['column']}: {left['why']}")


def _make(payer: UUID) -> BankFile:
    now = clock()
    viewer = Viewer(user_id=SCHEDULER, book_id=payer, roles=frozenset(), now=now)
    with acting_for(viewer):
        return payouts.make_bank_file(
            book_id=payer,
            debtor=councils.get_debtor(payer),
            by=SCHEDULER,
            now=now,
        )
