"""A practice bank in this window, for a laptop or a demonstration. It moves no money."""

from argparse import ArgumentParser
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from payments.outside.rails.practice.bank import PracticeBank
from payments.outside.rails.practice.server import BankServer


class Command(BaseCommand):
    """Serve until it is interrupted."""

    help = (
        "Open a practice bank on this machine. Accounts ending in 00 fail (AC01), in 99 come back "
        "half a minute later (AC04), in 98 are paid though the first answer is lost."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which port."""
        usual = urlsplit(settings.PRACTICE_BANK_URL).port or 8900
        parser.add_argument("--port", type=int, default=usual)

    def handle(self, *, port: int, **_: Any) -> None:
        """Open the bank; Ctrl-C closes it."""
        if not settings.EXAMPLE:
            raise CommandError("The practice bank is there for examples alone (EXAMPLE=1).")
        with BankServer(PracticeBank(), port) as server, suppress(KeyboardInterrupt):
            self.stdout.write(f"The practice bank is open at {server.address}. Ctrl-C closes it.")
            server.serve_forever()
