"""After a trial: taking in the very files that were tried, or letting go of them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from budgets.caseload.errors import ImportOpen, TrialGone
from budgets.caseload.models import OPEN, CaseloadImport, ImportPart
from budgets.caseload.selectors.imports import find_open_import, is_takeable
from budgets.caseload.values.importing import PartKind
from budgets.councils.models import Council


def take_in(
    *, trial: CaseloadImport, by: UUID, now: datetime, may_change_members: bool = False
) -> CaseloadImport:
    """
    Take in the files of a trial that is done, as they were tried.

    :param may_change_members: whether they may say who works here; it is asked at the door
    :raises TrialGone: it isn't a trial that is done, or its files are not kept any more
    :raises ImportOpen: files that were brought before are still being read
    """
    with transaction.atomic():
        Council.objects.select_for_update(no_key=True).get(pk=trial.book_id)
        if find_open_import(trial.book_id):
            raise ImportOpen
        if not is_takeable(trial):
            raise TrialGone
        started = CaseloadImport.objects.create(
            book_id=trial.book_id,
            may_change_members=may_change_members,
            files=trial.files,
            started_by=by,
            started_at=now,
        )
        parts = ImportPart.objects.filter(caseload_import=trial, kind=PartKind.BROUGHT)
        parts.update(caseload_import=started)
    return started


def let_go_of_trials(book_id: UUID) -> None:
    """Delete the files of trials that are done: others are brought in their place."""
    done = CaseloadImport.objects.filter(book_id=book_id, is_trial=True).exclude(state__in=OPEN)
    ImportPart.objects.filter(caseload_import__in=done, kind=PartKind.BROUGHT).delete()
