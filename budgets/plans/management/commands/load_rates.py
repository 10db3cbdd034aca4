"""Takes a file of dated rates: a new minimum wage, new thresholds, a new sum of sick pay."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from budgets.councils.selectors import find_book
from budgets.plans.rules.rates_file import RateFault, read_rates
from budgets.plans.services.rates import load_rates
from ledgers.doors import acting_for
from ledgers.values import SCHEDULER, Viewer
from payments.outside.tasks import clock
from payments.payouts.values import london_day


class Command(BaseCommand):
    """Check every row of a file, and take it whole or not at all."""

    help = (
        "Take dated rates from FILE: a CSV with the columns name, value, unit, starts_on, source. "
        "Nothing is taken while a row is wrong; brought again, the file changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, and whose rates."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--council", required=True, metavar="CODE")
        parser.add_argument("--dry-run", action="store_true", help="only check")

    def handle(self, *, file: Path, council: str, dry_run: bool, **_: Any) -> None:
        """Say what is wrong, or how many rates were set."""
        book_id, now = find_book(council), clock()
        if book_id is None:
            raise CommandError(f"There is no council {council}.")
        read = read_rates(_text(file), london_day(now))
        if read.faults:
            raise CommandError("\n".join(_words(fault) for fault in read.faults))
        if dry_run:
            self.stdout.write(f"{len(read.rows)} rates are right. Nothing was set.")
            return
        with acting_for(Viewer(SCHEDULER, book_id, frozenset(), now)):
            new, known = load_rates(book_id=book_id, rows=read.rows, by=SCHEDULER, now=now)
        self.stdout.write(f"{new} rates were set, {known} were so already.")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} can't be read as UTF-8 text.") from error


def _words(fault: RateFault) -> str:
    where = f"line {fault.line}, {fault.column}" if fault.line else fault.column
    return f"{where}: {fault.words}"
