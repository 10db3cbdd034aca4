"""The files that councils bring and take away, in the order in which they are read."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from budgets.caseload.values.budget_rows import BudgetRow, LineRow, PayeeRow
from budgets.caseload.values.columns import Column, columns_of
from budgets.caseload.values.council_rows import MemberRow, ProviderRow, TeamRow
from budgets.caseload.values.person_rows import AbsenceRow, PersonRow
from budgets.caseload.values.worker_rows import EngagementRow, ShiftRow, WorkerRow

R = TypeVar("R")


@dataclass(frozen=True)
class CaseFile(Generic[R]):
    """
    A file of the caseload: `people.csv` has a row of the type `PersonRow` for each person.

    :ivar is_leaf: no file points at it, so its keys need not be known while others are read
    :ivar is_long: its rows are written as they come, sorted by the database
    :ivar kept_in: columns that are read and never given out
    """

    name: str
    row: type[R]
    is_leaf: bool = False
    is_long: bool = False
    kept_in: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order; the first is the key."""
        return columns_of(self.row)

    @property
    def key(self) -> Column:
        """The column by which a row is known again."""
        return self.columns[0]


TEAMS: Final = CaseFile("teams.csv", TeamRow)
MEMBERS: Final = CaseFile("members.csv", MemberRow)
PEOPLE: Final = CaseFile("people.csv", PersonRow)
PROVIDERS: Final = CaseFile("providers.csv", ProviderRow)
BUDGETS: Final = CaseFile("budgets.csv", BudgetRow)
WORKERS: Final = CaseFile("workers.csv", WorkerRow)
ENGAGEMENTS: Final = CaseFile("engagements.csv", EngagementRow)
SHIFTS: Final = CaseFile("shifts.csv", ShiftRow, is_leaf=True)
ABSENCES: Final = CaseFile("absences.csv", AbsenceRow)
PAYEES: Final = CaseFile(
    "payees.csv", PayeeRow, kept_in=("sort_code", "account_number", "user_email")
)
LINES: Final = CaseFile("lines.csv", LineRow, is_leaf=True, is_long=True)

FILES: Final[tuple[CaseFile[Any], ...]] = (
    TEAMS,
    MEMBERS,
    PEOPLE,
    PROVIDERS,
    BUDGETS,
    WORKERS,
    ENGAGEMENTS,
    SHIFTS,
    ABSENCES,
    PAYEES,
    LINES,
)
