"""Writes all that a council has into a folder, as files that another can take in."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from budgets.caseload.management.rejecting import OWNER_ALONE
from budgets.caseload.services import EXPORTED_FILES, count_staying, export_file
from budgets.councils.selectors import find_book
from ledgers.doors import acting_for
from ledgers.values import SCHEDULER, Viewer
from payments.outside.tasks import clock


class Command(BaseCommand):
    """Write every file there is something to write of, as of one moment."""

    help = "Write the council's caseload into FOLDER; brought in elsewhere, it is the same again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the files go, and whose they are."""
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--council", required=True, metavar="CODE")

    def handle(self, *, folder: Path, council: str, **_: Any) -> None:
        """Write the files, and say what stays behind."""
        book_id = find_book(council)
        if book_id is None:
            raise CommandError(f"There is no council {council}.")
        folder.mkdir(parents=True, exist_ok=True)
        now = clock()
        viewer = Viewer(SCHEDULER, book_id, frozenset(), now)
        with acting_for(viewer, read_only=True):
            for file in EXPORTED_FILES:
                lines = export_file(file=file, book_id=book_id, now=now)
                rows = _write(folder / file.name, lines) - 1
                self.stdout.write(f"{file.name}: {rows:,} rows")
            staying = count_staying(book_id=book_id, now=now)
        if staying:
            self.stderr.write(
                f"{staying:,} budgets stay behind, because no file can say that they are drafts or "
                "wait for a condition."
            )


def _write(path: Path, lines: Any) -> int:
    flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC
    with os.fdopen(os.open(path, flags, OWNER_ALONE), "wb") as target:
        return sum(bool(target.write(line)) for line in lines)
