"""Makes an empty council, ready to take in its files."""

import re
from argparse import ArgumentParser
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from budgets.councils.errors import CodeTaken
from budgets.councils.services import add_member, open_council
from budgets.councils.values import Role
from ledgers.doors import acting_for
from ledgers.values import SCHEDULER, Viewer, uuid7
from payments.outside.tasks import clock

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_CODE: Final = 40


class Command(BaseCommand):
    """Open a council with its book, the default policy and, if asked for, an administrator."""

    help = "Make an empty council. CODE is a short word for addresses, like elmshire."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it is called, and who says who works there."""
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--name", required=True, metavar="NAME")
        parser.add_argument("--admin", default="", metavar="EMAIL", help="its first administrator")

    def handle(self, *, code: str, name: str, admin: str, **_: Any) -> None:
        """Open it, all of it or nothing."""
        if not SLUG.fullmatch(code) or len(code) > LONGEST_CODE:
            raise CommandError(
                "CODE has small letters, digits and dashes between them, at most 40."
            )
        now = clock()
        viewer = Viewer(SCHEDULER, uuid7(), frozenset(), now)
        try:
            validate_email(admin or "nobody@council.example")
            with acting_for(viewer):
                council = open_council(code=code, name=name, now=now, book_id=viewer.book_id)
                if admin:
                    add_member(
                        book_id=council.book_id,
                        email=admin,
                        full_name=admin.partition("@")[0],
                        roles=[Role.ADMINISTRATOR],
                        now=now,
                    )
        except CodeTaken as refusal:
            raise CommandError(refusal.sentence) from refusal
        except ValidationError as refusal:
            raise CommandError("EMAIL is not one e-mail address.") from refusal
        self.stdout.write(
            f"{council.name} ({council.code}) is here. Its book is {council.book_id}."
        )
