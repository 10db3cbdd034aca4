"""The folder of what an import refused, and of what should be looked at."""

import csv
import io
import os
from pathlib import Path
from typing import Final

from budgets.caseload.rules import write_rejected, write_rejected_head
from budgets.caseload.values.files import FILES
from budgets.caseload.values.importing import Step
from budgets.caseload.values.reading import Fault

OWNER_ALONE: Final = 0o600
REMARKS: Final = "remarks.csv"
COLUMNS: Final = ("file", "line", "column", "value", "why")


class Rejecting:
    """
    Writes `rejected/`: for each file the rows that were refused, each with why in front.

    What an earlier import left there is taken away first. `remarks.csv` has what was taken and
    should be looked at, or was not changed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "rejected"
        for name in (*(file.name for file in FILES), REMARKS):
            (self._folder / name).unlink(missing_ok=True)

    def write(self, step: Step) -> None:
        """Add what a step brought to light."""
        if step.refused and step.head:
            rows = [write_rejected(cells=row.cells, faults=row.faults) for row in step.refused]
            self._add(step.file, write_rejected_head(step.head), b"".join(rows))
        if step.remarks:
            self._add(REMARKS, _line(COLUMNS), b"".join(map(_remark, step.remarks)))

    def _add(self, name: str, head: bytes, content: bytes) -> None:
        self._folder.mkdir(exist_ok=True)
        flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND
        with os.fdopen(os.open(self._folder / name, flags, OWNER_ALONE), "ab") as target:
            target.write(content if target.tell() else head + content)


def _remark(fault: Fault) -> bytes:
    return _line((fault.file, str(fault.line), fault.column, fault.value, fault.why))


def _line(cells: tuple[str, ...]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()
