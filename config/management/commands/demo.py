"""The example council, the main job before your eyes, then the site."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.utils import timezone

from budgets.caseload.services import open_example
from config.demo.journey import Journey, walk
from config.demo.serving import serve
from config.demo.sign_in import list_sign_in_links
from ledgers.models import Transfer
from ledgers.selectors import find_discrepancies


class Command(BaseCommand):
    """Open the example council, take £300 from a conversation to its account, then serve."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Without options everything is done, then the site is served until Ctrl-C."""
        parser.add_argument("--once", action="store_true", help="do the main job and stop")
        parser.add_argument("--json", type=Path, help="write what happened to this file")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, in this order; every step says how long it took."""
        if not settings.EXAMPLE:
            raise CommandError("The example council is never opened where others are served.")
        self.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0)
        council = open_example(now=timezone.now())
        self.stdout.write(f"{council.name} is open. Now, from a conversation to £300:\n\n")
        journey = walk(council, say=self.stdout.write)
        books_balanced = not list(find_discrepancies())
        self._report(journey, books_balanced, options["json"])
        if not books_balanced:
            raise CommandError("The books do not balance: run `python manage.py verify_ledger`.")
        if not options["once"]:
            connection.close()
            serve(
                port=options["port"],
                links=list_sign_in_links(council),
                say=self.stdout.write,
            )

    def _report(self, journey: Journey, books_balanced: bool, path: Path | None) -> None:
        facts = {
            "journey": [
                {"step": step, "seconds": round(seconds, 3)} for step, seconds in journey.steps
            ],
            "authorised": f"{journey.pence // 100}.{journey.pence % 100:02d}",
            "books_balanced": books_balanced,
            "transfers": Transfer.objects.count(),
        }
        verdict = "Every balance is the sum of its transfers" if books_balanced else "BOOKS ARE OFF"
        self.stdout.write(f"\n{verdict}: {facts['transfers']} transfers.\n")
        if path:
            path.write_text(json.dumps(facts, indent=1) + "\n")
