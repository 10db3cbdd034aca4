"""Takes a council's files from a folder; brought again, they change nothing twice."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.core.management.base import BaseCommand, CommandError

from budgets.caseload.management.rejecting import Rejecting
from budgets.caseload.services import import_files
from budgets.caseload.values.files import FILES
from budgets.caseload.values.importing import Step
from budgets.councils.selectors import find_book
from ledgers.values import SCHEDULER
from payments.outside.tasks import clock

TAKEN, SOME_REFUSED, NOTHING_READ = 0, 1, 2
MOST_SHOWN: Final = 20
"""So many faults of a file are shown; `rejected/` has them all."""

Counts = Mapping[str, int]


class Command(BaseCommand):
    """Read the files of a folder in their order, and say what became of their rows."""

    help = (
        "Take the caseload's files from FOLDER. Exits 0 when every row was taken, 1 when some were "
        "refused (they are in FOLDER/rejected/), 2 when nothing could be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the files are, and whose they are."""
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--council", required=True, metavar="CODE")
        parser.add_argument("--dry-run", action="store_true", help="keep nothing, only say")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *, folder: Path, council: str, **options: Any) -> None:
        """Take the files, and leave with whether every row was taken."""
        book_id = find_book(council)
        if book_id is None:
            raise CommandError(f"There is no council {council}.", returncode=NOTHING_READ)
        counts: dict[str, Counts] = {}
        unread: dict[str, str] = {}
        with ExitStack() as opened:
            steps = import_files(
                book_id=book_id,
                sources=self._open(folder, opened),
                by=SCHEDULER,
                now=clock(),
                is_trial=options["dry_run"],
            )
            for step in self._tell(steps, folder):
                counts[step.file] = step.counts
                if step.why:
                    unread[step.file] = step.why
        self._print(counts, unread, as_json=options["json"])
        sys.exit(_code(counts, unread))

    def _open(self, folder: Path, opened: ExitStack) -> dict[str, BinaryIO]:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.", returncode=NOTHING_READ)
        ours = {file.name for file in FILES}
        for path in sorted(folder.glob("*.csv")):
            if path.name not in ours:
                self.stderr.write(f"{path.name} is not one of our files, so it was not read.")
        found = [name for name in ours if (folder / name).is_file()]
        if not found:
            names = ", ".join(file.name for file in FILES)
            raise CommandError(f"None of our files is here: {names}.", returncode=NOTHING_READ)
        return {name: opened.enter_context((folder / name).open("rb")) for name in found}

    def _tell(self, steps: Iterator[Step], folder: Path) -> Iterator[Step]:
        """Write down what is refused as it comes, and show the first of it."""
        rejecting, shown = Rejecting(folder), dict.fromkeys((f.name for f in FILES), 0)
        for step in steps:
            rejecting.write(step)
            if step.why:
                self.stderr.write(step.why)
            faults = [fault for row in step.refused for fault in row.faults]
            for fault in [*faults, *step.remarks][: MOST_SHOWN - shown[step.file]]:
                shown[step.file] += 1
                place = f"{fault.file} line {fault.line} {fault.column}".rstrip()
                self.stderr.write(f"{place}: {f'“{fault.value}” ' * bool(fault.value)}{fault.why}")
            yield step

    def _print(
        self, counts: Mapping[str, Counts], unread: Mapping[str, str], *, as_json: bool
    ) -> None:
        if as_json:
            whole = {
                name: {**of, "why": unread[name]} if name in unread else of
                for name, of in counts.items()
            }
            self.stdout.write(json.dumps(whole, indent=2))
            return
        for name, of in counts.items():
            said = ", ".join(f"{count:,} {what}" for what, count in of.items() if count)
            self.stdout.write(f"{name}: {'not read' if name in unread else said or 'no rows'}")


def _code(counts: Mapping[str, Counts], unread: Mapping[str, str]) -> int:
    if len(unread) == len(counts):
        return NOTHING_READ
    refused = any(of["refused"] for of in counts.values())
    return SOME_REFUSED if refused or unread else TAKEN
