"""Questions about imports that the worker does: how far they are, and what they refused."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from budgets.caseload.models import OPEN, CaseloadImport, ImportPart
from budgets.caseload.values.importing import SILENT_FOR, ImportState, PartKind
from budgets.caseload.values.reading import Fault
from payments.outside.encryption import unseal_bytes

WHOLE: Final = 100


@dataclass(frozen=True)
class Found:
    """
    Something that an import brought to light.

    :ivar is_refused: the row was not taken; otherwise it was, and should be looked at
    """

    is_refused: bool
    fault: Fault


def list_imports(book_id: UUID) -> QuerySet[CaseloadImport]:
    """What was brought to this council on its pages, the newest first."""
    return CaseloadImport.objects.filter(book_id=book_id).order_by("-started_at", "-id")


def find_import(book_id: UUID, import_id: UUID) -> CaseloadImport | None:
    """One import of this council, if it is there."""
    return list_imports(book_id).filter(pk=import_id).first()


def find_open_import(book_id: UUID) -> CaseloadImport | None:
    """The import that waits or is being done, if there is one."""
    return list_imports(book_id).filter(state__in=OPEN).first()


def find_takeable(book_id: UUID, now: datetime) -> CaseloadImport | None:
    """What waits to be done, or was begun and left."""
    left = Q(state=ImportState.RUNNING, seen_at__lt=now - SILENT_FOR)
    rows = CaseloadImport.objects.filter(Q(state=ImportState.WAITING) | left, book_id=book_id)
    return rows.order_by("started_at", "id").first()


def percent_read(caseload_import: CaseloadImport) -> int:
    """How far it is, by the rows read of the lines that there are: 0 to 100."""
    if caseload_import.state == ImportState.DONE:
        return WHOLE
    lines = sum(int(file.get("lines", 0)) for file in caseload_import.files)
    read = sum(int(counts["read"]) for counts in caseload_import.counts.values())
    return min(WHOLE - 1, WHOLE * read // max(lines, 1))


def list_found(caseload_import: CaseloadImport, most: int) -> list[Found]:
    """The first that it brought to light, in the order in which it did."""
    found: list[Found] = []
    for content in _contents(caseload_import, PartKind.FAULTS):
        for is_refused, *words in json.loads(content):
            found.append(Found(is_refused, Fault(*words)))
        if len(found) >= most:
            break
    return found[:most]


def list_rejected(caseload_import: CaseloadImport) -> list[str]:
    """The files of which rows were refused."""
    rows = caseload_import.parts.filter(kind=PartKind.REJECTED)
    return list(rows.order_by("file").values_list("file", flat=True).distinct())


def read_rejected(caseload_import: CaseloadImport, file: str) -> Iterator[bytes]:
    """The refused rows of a file, each with why in front; corrected, they are brought again."""
    return _contents(caseload_import, PartKind.REJECTED, file)


def _contents(
    caseload_import: CaseloadImport, kind: PartKind, file: str | None = None
) -> Iterator[bytes]:
    rows = ImportPart.objects.filter(caseload_import=caseload_import, kind=kind)
    if file is not None:
        rows = rows.filter(file=file)
    for sealed in rows.order_by("place").values_list("sealed", flat=True).iterator(8):
        yield unseal_bytes(sealed)


def is_takeable(caseload_import: CaseloadImport) -> bool:
    """Whether it was a trial whose files are here still, to be taken in as they were tried."""
    if not caseload_import.is_trial or caseload_import.state != ImportState.DONE:
        return False
    return caseload_import.parts.filter(kind=PartKind.BROUGHT).exists()
