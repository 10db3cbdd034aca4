"""What the worker does of an import: take it, go on with it step by step, be done with it."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet

from budgets.caseload.models import OPEN, CaseloadImport, ImportPart
from budgets.caseload.rules import write_rejected, write_rejected_head
from budgets.caseload.selectors.imports import find_takeable
from budgets.caseload.services.importing import import_files
from budgets.caseload.services.importing.parts import add_part, open_file
from budgets.caseload.values.importing import MOST_TRIES, ImportState, PartKind, Step
from ledgers.doors import acting_for
from ledgers.values import Viewer

GIVEN_UP: Final = (
    "It was begun three times and never finished. What was taken is kept. Tell whoever runs this "
    "service, and bring the files again when they have looked."
)


def take_import(*, book_id: UUID, now: datetime) -> CaseloadImport | None:
    """
    Take what waits, or what a worker left in the middle, to be done from its start.

    What was begun three times is given up.
    """
    found = find_takeable(book_id, now)
    if found is None:
        return None
    untouched = CaseloadImport.objects.filter(pk=found.pk, state=found.state, tries=found.tries)
    if found.tries >= MOST_TRIES:
        _end(untouched, ImportState.FAILED, now=now, trouble=GIVEN_UP)
        return None
    taken = untouched.update(
        state=ImportState.RUNNING, seen_at=now, tries=F("tries") + 1, counts={}, reading=""
    )
    ImportPart.objects.filter(caseload_import=found).exclude(kind=PartKind.BROUGHT).delete()
    found.refresh_from_db()
    return found if taken else None


def run_import(*, taken: CaseloadImport, clock: Callable[[], datetime]) -> Iterator[Step]:
    """
    Go on with an import that was taken, a batch for each step; at its end the files are emptied.

    Each step is kept on its row before it is given. It ends early when another worker has taken
    it, because this one was silent for too long.
    """
    began = clock()
    viewer = Viewer(taken.started_by, taken.book_id, frozenset(), began)
    names = [file["name"] for file in taken.files if file["is_ours"]]
    steps = import_files(
        book_id=taken.book_id,
        sources={name: open_file(of=taken, name=name, viewer=viewer) for name in names},
        by=taken.started_by,
        now=began,
        is_trial=taken.is_trial,
        may_change_members=taken.may_change_members,
    )
    for place, step in enumerate(steps):
        with acting_for(viewer):
            if not _keep_step(taken, place, step, now=clock()):
                return
        yield step
    with acting_for(viewer):
        _end(_mine(taken), ImportState.DONE, now=clock())


def _mine(taken: CaseloadImport) -> QuerySet[CaseloadImport]:
    """The row, as long as nobody else has taken it."""
    return CaseloadImport.objects.filter(pk=taken.pk, state=ImportState.RUNNING, tries=taken.tries)


def _keep_step(taken: CaseloadImport, place: int, step: Step, *, now: datetime) -> bool:
    taken.counts[step.file] = {**step.counts, **({"why": step.why} if step.why else {})}
    kept = _mine(taken).update(counts=taken.counts, reading=step.file, seen_at=now)
    if kept and step.refused and step.head:
        rows = [write_rejected(cells=row.cells, faults=row.faults) for row in step.refused]
        seen = taken.parts.filter(kind=PartKind.REJECTED, file=step.file).exists()
        head = [] if seen else [write_rejected_head(step.head)]
        _keep(taken, PartKind.REJECTED, step, place, b"".join(head + rows))
    found = [
        *([True, *_words(fault)] for row in step.refused for fault in row.faults),
        *([False, *_words(fault)] for fault in step.remarks),
    ]
    if kept and found:
        _keep(taken, PartKind.FAULTS, step, place, json.dumps(found).encode())
    return bool(kept)


def _keep(taken: CaseloadImport, kind: PartKind, step: Step, place: int, content: bytes) -> None:
    add_part(of=taken, kind=kind, name=step.file, place=place, content=content)


def _words(fault: Any) -> list[Any]:
    return [fault.file, fault.line, fault.column, fault.value, fault.why]


def _end(
    rows: QuerySet[CaseloadImport], state: ImportState, *, now: datetime, trouble: str = ""
) -> None:
    """
    Be done with it, one way or the other: what was brought is emptied.

    After a trial it stays for a while, so that it can be taken in as it was tried.
    """
    for row in rows:
        if not (row.is_trial and state == ImportState.DONE):
            ImportPart.objects.filter(caseload_import=row, kind=PartKind.BROUGHT).delete()
    rows.update(state=state, done_at=now, seen_at=now, reading="", trouble=trouble)


def empty_old_imports(*, book_id: UUID, before: datetime, now: datetime) -> int:
    """Empty what imports refused that ended before an instant; returns how many there were."""
    rows = CaseloadImport.objects.exclude(state__in=OPEN).filter(
        book_id=book_id, done_at__lt=before, emptied_at=None
    )
    ids = list(rows.values_list("pk", flat=True))
    ImportPart.objects.filter(caseload_import__in=ids).delete()
    CaseloadImport.objects.filter(pk__in=ids).update(emptied_at=now)
    return len(ids)
