"""What flags that are kept are about."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final
from uuid import UUID

from django.db.models import Q

from budgets.assistants.models import Shift
from budgets.assurance.models import FlaggedLine, FlaggedShift, SpendingLine

AT_ONCE: Final = 5_000


def marks_of(book_id: UUID) -> dict[UUID, set[str]]:
    """By flag, the references of its lines and hours."""
    found: dict[UUID, set[str]] = defaultdict(set)
    lines = FlaggedLine.objects.filter(book_id=book_id)
    for flag_id, ref in lines.values_list("flag_id", "line__line_id"):
        found[flag_id].add(ref)
    shifts = FlaggedShift.objects.filter(book_id=book_id)
    for flag_id, id_, on_file in shifts.values_list("flag_id", "shift_id", "shift__id_on_file"):
        found[flag_id].add(str(on_file or id_))
    return found


def ids_of_lines(book_id: UUID, references: Collection[str]) -> dict[str, UUID]:
    """Ids of lines by their references."""
    found: dict[str, UUID] = {}
    for some in _parts(references):
        rows = SpendingLine.objects.filter(book_id=book_id, line_id__in=some)
        found |= dict(rows.values_list("line_id", "id"))
    return found


def ids_of_shifts(book_id: UUID, references: Collection[str]) -> dict[str, UUID]:
    """Ids of hours by their references: those of their files, or else our own."""
    found: dict[str, UUID] = {}
    for some in _parts(references):
        named = Q(id_on_file__in=some) | Q(id_on_file=None, id__in=some)
        rows = Shift.objects.filter(named, book_id=book_id)
        found |= {str(on_file or id_): id_ for id_, on_file in rows.values_list("id", "id_on_file")}
    return found


def _parts(references: Collection[str]) -> Iterator[Sequence[str]]:
    several = sorted(references)
    for start in range(0, len(several), AT_ONCE):
        yield several[start : start + AT_ONCE]
