"""Checks that each council's books and payments agree, and stops the sending of any where not."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from budgets.councils import services as councils
from budgets.councils.models import Council
from ledgers.doors import acting_for
from ledgers.models import Book
from ledgers.values import SCHEDULER, Viewer
from payments.outside.tasks import clock
from payments.payouts import services as payouts


class Command(BaseCommand):
    """Exit with 1 if any council's books don't agree. Only that council's sending is stopped."""

    help = "Check what the books and payments of each council can show of themselves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One council, or all of them."""
        parser.add_argument("--council", metavar="CODE", help="check this council alone")

    def handle(self, *, council: str | None, **_: Any) -> None:
        """Check one book after another, each through a door of its own."""
        checked = stopped = 0
        for book_id in Book.objects.order_by("id").values_list("id", flat=True):
            viewer = Viewer(SCHEDULER, book_id, frozenset(), clock())
            with acting_for(viewer, one_moment=True):
                whose = Council.objects.filter(book_id=book_id).first()
                if whose is None or council not in (None, whose.code):
                    continue
                checked += 1
                findings = payouts.check_coherence(book_id=book_id, now=viewer.now)
                councils.tell_of_stop(book_id=book_id, now=viewer.now)
            for finding in findings:
                self.stdout.write(f"{whose.code}: {finding}")
            stopped += bool(findings)
        if not checked:
            raise CommandError(f"There is no council {council}." if council else "No council.")
        if stopped:
            raise CommandError(f"{stopped} of {checked} don't agree: nothing leaves from there.")
        self.stdout.write(f"Books and payments agree: councils checked {checked}.")
