"""How the rows of a file are taken: what each kind of file says for itself."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic
from uuid import UUID

from budgets.caseload.rules.digests import differing
from budgets.caseload.rules.sense import Sense
from budgets.caseload.selectors.standing import rows_standing
from budgets.caseload.services.importing.desk import Desk
from budgets.caseload.values.files import CaseFile, R
from budgets.caseload.values.reading import Fault, Head, ReadRow, shown


@dataclass
class InHand(Generic[R]):
    """
    A row that is being taken.

    :ivar id: of the thing that it is, or is to be
    :ivar points: from a field to the id of what it points at
    :ivar standing: what is here already, as a row
    :ivar changes: the fields of it that this row changes
    """

    row: ReadRow[R]
    record: R
    key: str
    digest: str
    id: UUID
    points: Mapping[str, UUID] = field(default_factory=dict)
    standing: R | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)

    def has(self, *fields: str) -> bool:
        """Whether the row changes one of these."""
        return any(name in self.changes for name in fields)


class Way(Generic[R]):
    """
    How rows of one file are taken.

    :ivar refers: the columns that point at rows of other files, or of its own
    :ivar waits_for: the column that points at rows of its own file, which may come later
    :ivar changeable: the fields in which a row may change what is here
    :ivar is_remembered: rows are known again by what was kept of them, and not by looking
    :ivar elsewhere: where everything else is changed, as the end of a sentence
    """

    file: ClassVar[CaseFile[Any]]
    refers: ClassVar[Mapping[str, CaseFile[Any]]] = {}
    waits_for: ClassVar[str] = ""
    changeable: ClassVar[Collection[str]] = ()
    elsewhere: ClassVar[str] = "Change it on its page."
    is_remembered: ClassVar[bool] = True

    def __init__(self, desk: Desk, head: Head) -> None:
        self.desk, self.head = desk, head
        self.remarks: list[Fault] = []

    def account(self, _record: R) -> str:
        """What stands for a bank account whose numbers a row brings."""
        return ""

    def check(self, _hand: InHand[R]) -> Sense | None:
        """Why this row may not be taken, though it can be read and points at what is here."""
        return None

    def look(self, hands: Sequence[InHand[R]]) -> None:
        """Say what should be looked at among new rows."""

    def create(self, hands: Sequence[InHand[R]]) -> None:
        """Make what the rows say, all of them at once."""
        raise NotImplementedError

    def change(self, hands: Sequence[InHand[R]]) -> None:
        """Change what is here in the fields that may be changed."""
        raise NotImplementedError

    def standing(self, hands: Sequence[InHand[R]]) -> Mapping[UUID, R]:
        """What is here already, as rows."""
        ids = [hand.id for hand in hands]
        return rows_standing(self.file, self.desk.book_id, ids, self.desk.today)

    def differences(self, hand: InHand[R]) -> Mapping[str, Any]:
        """In which fields a row says something else than what is here."""
        return differing(file=self.file, head=self.head, record=hand.record, standing=hand.standing)

    def may_change(self, _hand: InHand[R], name: str) -> bool:
        """Whether a row may change this field of what is here."""
        return name in self.changeable

    def not_changed(self, _name: str) -> str:
        """Why what a row says otherwise stays as it is."""
        return f"This was not changed, because a file can't. {self.elsewhere}"

    def remark(self, row: ReadRow[R], column: str, why: str) -> None:
        """Say that something was taken and should be looked at, or was not."""
        self.remarks.append(self.fault(row, column, why))

    def fault(self, row: ReadRow[R], column: str, why: str) -> Fault:
        """What is wrong with a cell of a row."""
        place = self.head.places.get(column, len(row.cells))
        cell = row.cells[place] if place < len(row.cells) else ""
        shows = "" if column in self.file.kept_in else shown(cell)
        return Fault(self.file.name, row.line, column, shows, why)

    def column_of(self, name: str) -> str:
        """The column of a field."""
        return next(column.name for column in self.file.columns if column.field == name)


def of_those(hands: Sequence[InHand[R]], *fields: str) -> Iterator[InHand[R]]:
    """The rows that change one of these fields."""
    return (hand for hand in hands if hand.has(*fields))
