"""The example council, the main job before your eyes, then the site."""

import os
from argparse import ArgumentParser
from json import dumps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from budgets.caseload.services import open_example
from budgets.councils.models import Council
from config.demo.bank import an_open_bank
from config.demo.journey import Journey, walk
from config.demo.serving import serve
from config.demo.sign_in import list_sign_in_links
from ledgers.models import Transfer
from ledgers.selectors import find_discrepancies
from payments.outside.tasks import clock


class Command(BaseCommand):
    """Open the example council, take £300 from a conversation to its account, then serve."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Without options everything is done, then the site is served until Ctrl-C."""
        parser.add_argument("--once", action="store_true", help="do the main job and stop")
        parser.add_argument("--json", type=Path, help="write what happened to this file")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, once: bool, json: Path | None, port: int, **_: Any) -> None:
        """Do it, in this order; every step says how long it took."""
        if not settings.EXAMPLE:
            raise CommandError("The example council is never opened where others are served.")
        settings.SITE_URL = os.environ["SITE_URL"] = f"http://127.0.0.1:{port}"
        with an_open_bank():
            council = self._prepare()
            journey = walk(council, say=self._say)
            books_balanced = not list(find_discrepancies())
            self._report(journey, json, books_balanced=books_balanced)
            if not books_balanced:
                raise CommandError("The books do not balance: see `manage.py verify_ledger`.")
            if not once:
                links = list_sign_in_links(council)
                connection.close()
                serve(port=port, links=links, say=self._say)

    def _prepare(self) -> Council:
        self._say("Preparing the database and the example council …\n")
        call_command("migrate", verbosity=0)
        council = open_example(now=clock())
        call_command("work", once=True)
        self._say(f"{council.name} is open. Now, from a conversation to £300:\n\n")
        return council

    def _say(self, words: str) -> None:
        self.stdout.write(words, ending="")
        self.stdout.flush()

    def _report(self, journey: Journey, path: Path | None, *, books_balanced: bool) -> None:
        facts = {
            "journey": [
                {"step": step, "seconds": round(seconds, 3)} for step, seconds in journey.steps
            ],
            "authorised": f"{journey.pence // 100}.{journey.pence % 100:02d}",
            "books_balanced": books_balanced,
            "transfers": Transfer.objects.count(),
        }
        verdict = "Every balance is the sum of its transfers" if books_balanced else "BOOKS ARE OFF"
        self._say(f"\n  {verdict}: {facts['transfers']} transfers.\n")
        if path:
            path.write_text(dumps(facts, indent=1) + "\n")
