"""What reading a file brings to light: its head, its rows, and what is wrong where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

R = TypeVar("R")

LONGEST_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Something that is wrong, or worth a look, and what to do about it.

    :ivar line: of the file, as an editor of text counts; the first is 1
    :ivar column: empty where it is the row as a whole
    :ivar value: as it stood, cut off where it is long
    :ivar why: sentences that a person reads
    """

    file: str
    line: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Head:
    """
    The first line of a file: which of our columns stand where.

    :ivar cells: as they stood
    :ivar places: from a column's name to its place in the row
    :ivar unknown: names that are not ours; they are told once, and their cells are not read
    """

    delimiter: str
    cells: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[str, ...] = ()

    def has(self, column: str) -> bool:
        """Whether the file says anything in this column: a missing one takes nothing away."""
        return column in self.places


@dataclass(frozen=True, slots=True)
class ReadRow(Generic[R]):
    """
    A row that was read.

    :ivar line: on which it starts, as an editor of text counts
    :ivar cells: as they stood
    :ivar record: the row as a typed value, or None when it has faults
    :ivar faults: why the row is refused
    :ivar remarks: what was taken and should be looked at
    """

    line: int
    cells: Sequence[str]
    record: R | None
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()


def shown(value: str) -> str:
    """A cell as it may be printed: not too long, and what is not UTF-8 by its codes."""
    cut = value if len(value) <= LONGEST_SHOWN else f"{value[: LONGEST_SHOWN - 1]}…"
    return cut.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
