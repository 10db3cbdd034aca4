"""Make a token by which a machine acts as one member of a council."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from budgets.councils.models import Member
from budgets.councils.selectors import find_by_address
from budgets.councils.services import make_api_token
from ledgers.doors import acting_for
from ledgers.values import SCHEDULER, Viewer


class Command(BaseCommand):
    """Print a new token; it can never be read again."""

    help = "Make a token for the REST interface, for the member with this e-mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """EMAIL, and for which council, for what and how long."""
        parser.add_argument("email")
        parser.add_argument(
            "--council", default="", help="the council's code, if there are several"
        )
        parser.add_argument("--label", default="made at the command line")
        parser.add_argument("--days", type=int, default=90, choices=range(1, 366), metavar="DAYS")

    def handle(self, *_: Any, **options: Any) -> None:
        """Find the one membership that is meant, and make its token."""
        now = timezone.now()  # noqa: TID251  the command is the door, so it asks the clock
        member = self._member(options["email"], options["council"])
        with acting_for(Viewer(SCHEDULER, member.book_id, frozenset(), now)):
            token = make_api_token(
                member=member, label=options["label"][:80], now=now, days=options["days"]
            )
        self.stdout.write(token)

    def _member(self, email: str, council: str) -> Member:
        found = find_by_address(email, council)
        if len(found) != 1:
            raise CommandError(
                "Nobody here has this address."
                if not found
                else "This is a member of several councils: say --council CODE."
            )
        return found[0]
