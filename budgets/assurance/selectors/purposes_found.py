"""How the purposes of lines were found."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from budgets.assurance.models import SpendingLine
from budgets.assurance.values import How

SAID: Final = (How.TAP, How.TOLD, How.UNKNOWN, "")
AT_ONCE: Final = 5_000


def count_guessed(book_id: UUID, as_of: date) -> int:
    """Lines by the end of a day whose purpose was found without anybody's word."""
    rows = SpendingLine.objects.filter(book_id=book_id, booked_on__lte=as_of)
    return rows.exclude(how__in=SAID).count()


def purposes_found(book_id: UUID, as_of: date) -> Iterator[tuple[str, str, str]]:
    """Each line's reference, its purpose and how that was found, by reference."""
    rows = SpendingLine.objects.filter(book_id=book_id, booked_on__lte=as_of).order_by("line_id")
    yield from rows.values_list("line_id", "purpose", "how").iterator(chunk_size=AT_ONCE)
