"""What is here, as a row of a file: for giving out, and for seeing what a row would change."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import UUID

from budgets.caseload.selectors.budget_rows import budget_rows
from budgets.caseload.selectors.council_rows import member_rows, provider_rows, team_rows
from budgets.caseload.selectors.exported import list_exported
from budgets.caseload.selectors.line_rows import line_rows
from budgets.caseload.selectors.payee_rows import payee_rows
from budgets.caseload.selectors.person_rows import absence_rows, person_rows
from budgets.caseload.selectors.worker_rows import engagement_rows, shift_rows, worker_rows
from budgets.caseload.values.files import (
    ABSENCES,
    BUDGETS,
    ENGAGEMENTS,
    LINES,
    MEMBERS,
    PAYEES,
    PEOPLE,
    PROVIDERS,
    SHIFTS,
    TEAMS,
    WORKERS,
    CaseFile,
    R,
)
from budgets.caseload.values.importing import BATCH

Standing = Callable[[UUID, Collection[UUID], date], dict[UUID, Any]]


def rows_standing(
    file: CaseFile[R], book_id: UUID, ids: Collection[UUID], today: date
) -> dict[UUID, R]:
    """What these things are today, by id, as rows of the file."""
    return STANDING[file.name](book_id, ids, today) if ids else {}


def all_rows(file: CaseFile[R], book_id: UUID, today: date) -> Iterator[R]:
    """Everything that goes out in a file, a few hundred rows at a time."""
    ids = iter(list_exported(file, book_id, today))
    while some := list(islice(ids, BATCH)):
        rows = rows_standing(file, book_id, some, today)
        yield from (rows[one] for one in some if one in rows)


STANDING: Final[dict[str, Standing]] = {
    TEAMS.name: team_rows,
    MEMBERS.name: member_rows,
    PEOPLE.name: person_rows,
    PROVIDERS.name: provider_rows,
    BUDGETS.name: budget_rows,
    WORKERS.name: worker_rows,
    ENGAGEMENTS.name: engagement_rows,
    SHIFTS.name: shift_rows,
    ABSENCES.name: absence_rows,
    PAYEES.name: payee_rows,
    LINES.name: line_rows,
}
