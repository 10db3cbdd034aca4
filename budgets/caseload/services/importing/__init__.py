"""Files coming in: read row by row, taken a batch at a time, and known when they come again."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO, Final
from uuid import UUID

from budgets.caseload.services.importing import running
from budgets.caseload.services.importing.absences import AbsenceWay
from budgets.caseload.services.importing.budgets import BudgetWay
from budgets.caseload.services.importing.desk import Desk
from budgets.caseload.services.importing.engagements import EngagementWay
from budgets.caseload.services.importing.lines import LineWay
from budgets.caseload.services.importing.members import MemberWay
from budgets.caseload.services.importing.payees import PayeeWay
from budgets.caseload.services.importing.people import PersonWay
from budgets.caseload.services.importing.providers import ProviderWay
from budgets.caseload.services.importing.shifts import ShiftWay
from budgets.caseload.services.importing.teams import TeamWay
from budgets.caseload.services.importing.ways import Way
from budgets.caseload.services.importing.workers import WorkerWay
from budgets.caseload.values.importing import Step

WAYS: Final[Mapping[str, type[Way[Any]]]] = {
    way.file.name: way
    for way in (
        TeamWay,
        MemberWay,
        PersonWay,
        ProviderWay,
        BudgetWay,
        WorkerWay,
        EngagementWay,
        ShiftWay,
        AbsenceWay,
        PayeeWay,
        LineWay,
    )
}
"""Who takes the rows of which file; nobody takes the others yet."""


def import_files(
    *,
    book_id: UUID,
    sources: Mapping[str, BinaryIO],
    by: UUID,
    now: datetime,
    is_trial: bool = False,
    may_change_members: bool = True,
) -> Iterator[Step]:
    """
    Take files into a council's book, and say after each batch how far it has come.

    Nothing happens until the steps are asked for, one after the other, outside of any
    transaction: each batch is one of its own. Left in the middle, it is simply begun again: what
    was taken is known by its reference and is not taken twice.

    :param sources: by the name of each file a stream that can go back to its start; closed here
    :param by: the user who brings them, or `SCHEDULER`
    :param is_trial: keep nothing, and say what would be taken
    :param may_change_members: whether they may say who works here; it is asked at the door
    """
    desk = Desk(book_id, by, now, is_trial, may_change_members)
    return running.import_files(sources=sources, ways=WAYS, desk=desk)


__all__ = ["import_files"]
