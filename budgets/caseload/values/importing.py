"""What an import comes to: counts for each file, and what a batch brought to light."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from budgets.caseload.values.reading import Fault, Head, ReadRow

BATCH: Final = 500
"""So many rows are taken together, or none of them."""

SILENT_FOR: Final = timedelta(minutes=2)
"""Of whoever says nothing for so long, another worker takes the import and begins anew."""

MOST_TRIES: Final = 3


class ImportState(StrEnum):
    """Where an import is that the worker does."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class PartKind(StrEnum):
    """What a kept piece of a file is: as it was brought, rows that were refused, or why."""

    BROUGHT = "brought"
    REJECTED = "rejected"
    FAULTS = "faults"


@dataclass(slots=True)
class Counts:
    """
    How many rows of a file became what. What was read is the sum of all the others.

    :ivar later: of an app that isn't here yet; they are taken when they are brought again
    """

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    later: int = 0

    def as_data(self) -> dict[str, int]:
        """As it is printed and kept."""
        return asdict(self)


@dataclass(slots=True)
class Taken:
    """
    What became of a batch.

    :ivar waiting: rows that point at others of their file which have not been taken yet
    """

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[ReadRow[Any]] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    waiting: list[ReadRow[Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """
    How far an import has come in a file, and what the last batch brought to light.

    :ivar counts: of the file so far
    :ivar refused: each with its faults
    :ivar remarks: what was taken and should be looked at, or was not changed
    :ivar why: why nothing was taken from the file; empty where it could be read
    """

    file: str
    counts: Mapping[str, int]
    head: Head | None = None
    refused: tuple[ReadRow[Any], ...] = ()
    remarks: tuple[Fault, ...] = ()
    why: str = ""
