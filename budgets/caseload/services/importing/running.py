"""Reading files one after the other, and taking their rows a batch at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import Any, BinaryIO, Final, TypeVar

from budgets.caseload.errors import ColumnsMissing, UnreadableFile
from budgets.caseload.rules import Table, open_table
from budgets.caseload.rules.ordering import Order, order_by_target
from budgets.caseload.services.importing.desk import Desk
from budgets.caseload.services.importing.taking import Taker
from budgets.caseload.services.importing.ways import Way
from budgets.caseload.values.files import FILES, LINES, CaseFile
from budgets.caseload.values.importing import BATCH, Counts, Step, Taken
from budgets.caseload.values.reading import Fault, Head, ReadRow

T = TypeVar("T")

COUNTED_AT_ONCE: Final = 10 * BATCH
UNKNOWN_COLUMN: Final = "This column is not one of ours, so it was not read."


def import_files(
    *, sources: Mapping[str, BinaryIO], ways: Mapping[str, type[Way[Any]]], desk: Desk
) -> Iterator[Step]:
    """
    Take what is in some files, each a stream under its name, in the order in which they are read.

    It goes a batch at a time, as it is asked for the next step, and each batch is kept when its
    step is given. Left in the middle it is simply done again: what was taken is known by its
    reference and not taken twice. It raises nothing because of what is in a file.

    :param sources: streams that can go back to their start; each is closed when it is read
    :param ways: how the rows of each file are taken; those of any other are counted for later
    """
    desk.brings_lines = LINES.name in sources
    for file in FILES:
        if file.name in sources:
            with closing(sources[file.name]) as stream:
                yield from _Run(file, ways.get(file.name), desk).steps(stream)


class _Run:
    """One file, from its first line to its last."""

    def __init__(self, file: CaseFile[Any], way: type[Way[Any]] | None, desk: Desk) -> None:
        self._file, self._way, self._desk = file, way, desk
        self._counts = Counts()
        self._head: Head | None = None

    def steps(self, stream: BinaryIO) -> Iterator[Step]:
        try:
            table = open_table(file=self._file, stream=stream)
        except (UnreadableFile, ColumnsMissing) as refusal:
            yield Step(self._file.name, self._counts.as_data(), why=refusal.sentence)
            return
        self._head = table.head
        yield self._step(Taken(remarks=list(_unknown(self._file, table.head))))
        yield from self._count(table) if self._way is None else self._take(table, self._way)

    def _count(self, table: Table[Any]) -> Iterator[Step]:
        """Rows that nobody can keep yet; those that can't be read are refused all the same."""
        for rows in _some_at_a_time(table.rows, COUNTED_AT_ONCE):
            readable = sum(row.record is not None for row in rows)
            self._counts.later += readable
            yield self._step(Taken(), rows)

    def _take(self, table: Table[Any], way: type[Way[Any]]) -> Iterator[Step]:
        taker = Taker(way(self._desk, table.head))
        waiting: list[ReadRow[Any]] = []
        for rows in _some_at_a_time(table.rows, BATCH):
            taken = taker.take(rows)
            waiting += taken.waiting
            yield self._step(taken, rows)
        if not waiting:
            return
        order, by_key = (
            self._order(waiting, way.waits_for),
            {self._key(row): row for row in waiting},
        )
        for keys in [*_some_at_a_time(order.chain, BATCH), order.circle]:
            rows = [by_key[key] for key in keys]
            yield self._step(taker.take(rows, at_end=True, together=True))
        yield self._step(taker.take([by_key[key] for key in order.nowhere], at_end=True))

    def _order(self, rows: Sequence[ReadRow[Any]], column: str) -> Order:
        targets = {self._key(row): str(getattr(row.record, column)) for row in rows}
        return order_by_target(targets, self._desk.known[self._file.name])

    def _key(self, row: ReadRow[Any]) -> str:
        return str(getattr(row.record, self._file.key.field))

    def _step(self, taken: Taken, rows: Sequence[ReadRow[Any]] = ()) -> Step:
        unread = [row for row in rows if row.record is None]
        refused = sorted([*unread, *taken.refused], key=lambda row: row.line)
        self._counts.read += len(rows)
        self._counts.created += taken.created
        self._counts.changed += taken.changed
        self._counts.unchanged += taken.unchanged
        self._counts.refused += len(refused)
        counts = self._counts.as_data()
        return Step(self._file.name, counts, self._head, tuple(refused), tuple(taken.remarks))


def _unknown(file: CaseFile[Any], head: Head) -> Iterator[Fault]:
    for name in head.unknown:
        yield Fault(file.name, 1, name, "", UNKNOWN_COLUMN)


def _some_at_a_time(items: Iterable[T], most: int) -> Iterator[list[T]]:
    left = iter(items)
    while some := list(islice(left, most)):
        yield some
