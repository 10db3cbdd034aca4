"""Bringing files on a page: kept at once, and read by the worker."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction

from budgets.caseload.errors import ImportOpen, NothingToImport
from budgets.caseload.models import CaseloadImport
from budgets.caseload.selectors.imports import find_open_import
from budgets.caseload.services.importing.after_trial import let_go_of_trials
from budgets.caseload.services.importing.parts import keep_file
from budgets.caseload.values.files import FILES
from budgets.caseload.values.reading import shown
from budgets.councils.models import Council


def start_import(
    *,
    book_id: UUID,
    files: Mapping[str, BinaryIO],
    by: UUID,
    now: datetime,
    is_trial: bool = False,
    may_change_members: bool = False,
) -> CaseloadImport:
    """
    Keep files that somebody brings, encrypted, for the worker to read.

    Whoever closes the page finds it again: how far it has come is on the row.

    :param files: by the name that each has; those that are not ours are named and not kept
    :param is_trial: keep nothing of what is in them, and say what would be taken
    :param may_change_members: whether they may say who works here; it is asked at the door
    :raises NothingToImport: none of them is one of our files
    :raises ImportOpen: files that were brought before are still being read
    """
    ours = {PurePath(name).name.casefold(): stream for name, stream in files.items()}
    known = [file.name for file in FILES if file.name in ours]
    if not known:
        raise NothingToImport
    with transaction.atomic():
        Council.objects.select_for_update(no_key=True).get(pk=book_id)
        if find_open_import(book_id):
            raise ImportOpen
        let_go_of_trials(book_id)
        started = CaseloadImport.objects.create(
            book_id=book_id,
            is_trial=is_trial,
            may_change_members=may_change_members,
            started_by=by,
            started_at=now,
        )
        started.files = [_kept(started, name, ours[name]) for name in known]
        started.files += [
            {"name": shown(name), "is_ours": False} for name in ours if name not in known
        ]
        started.save(update_fields=["files"])
    return started


def _kept(started: CaseloadImport, name: str, stream: BinaryIO) -> dict[str, Any]:
    size, lines = keep_file(of=started, name=name, stream=stream)
    return {"name": name, "is_ours": True, "bytes": size, "lines": lines}
