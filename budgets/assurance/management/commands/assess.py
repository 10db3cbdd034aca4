"""Runs assurance over what is there, and writes what it asks."""

import csv
import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from budgets.assurance.selectors.purposes_found import purposes_found
from budgets.assurance.services.assessing import assess_spending
from budgets.assurance.values.assessing import Assessed
from budgets.assurance.values.flags import Flag
from budgets.councils.selectors import find_book
from ledgers.doors import acting_for
from ledgers.values import SCHEDULER, Viewer
from payments.outside.tasks import clock
from payments.payouts.values import london_day


class Command(BaseCommand):
    """Look at every budget, or at those with something new, and say what is asked."""

    help = "Ask what the spending of a council gives reason to ask, and write it to FILE as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose spending, since when, as of when, and where the answer goes."""
        parser.add_argument("--council", required=True, metavar="CODE")
        parser.add_argument("--since", type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--no-sample", action="store_true", help="draw no random sample")
        parser.add_argument("--purposes", type=Path, metavar="FILE")
        parser.add_argument("--json", type=Path, required=True, metavar="FILE")

    def handle(self, *, council: str, **options: Any) -> None:
        """Assess, and write the files."""
        book_id = find_book(council)
        if book_id is None:
            raise CommandError(f"There is no council {council}.")
        start, now = monotonic(), clock()
        as_of = options["as_of"] or london_day(now)
        with acting_for(Viewer(SCHEDULER, book_id, frozenset(), now)):
            assessed = assess_spending(
                book_id=book_id, as_of=as_of, since=options["since"], now=now
            )
            if options["purposes"]:
                with options["purposes"].open("w", newline="", encoding="utf-8") as file:
                    writer = csv.writer(file)
                    writer.writerow(("line_id", "purpose", "how"))
                    writer.writerows(purposes_found(book_id, as_of))
        whole = {**_as_json(assessed), "seconds": round(monotonic() - start, 2)}
        options["json"].write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n")
        self.stdout.write(
            f"{assessed.lines:,} lines, {assessed.nothing:,} of them need nothing; "
            f"{len(assessed.flags):,} questions, {len(assessed.asked):,} budgets would be asked."
        )


def _as_json(assessed: Assessed) -> dict[str, Any]:
    return {
        "flags": [_flag(flag) for flag in assessed.flags],
        "asked": list(assessed.asked),
        "lines": assessed.lines,
        "lines_needing_nothing": assessed.nothing,
        "purposes_guessed": assessed.guessed,
    }


def _flag(flag: Flag) -> dict[str, Any]:
    pence = flag.at_stake_pence
    return {
        "rule": flag.rule,
        "budget_ref": flag.budget_ref,
        "line_ids": list(flag.line_ids),
        "shift_ids": list(flag.shift_ids),
        "at_stake": f"{pence // 100}.{pence % 100:02d}",
        "reason": flag.reason,
        "severity": flag.severity,
    }
