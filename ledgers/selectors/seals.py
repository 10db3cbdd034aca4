"""Questions to the seals: the last one, what waits for one, what they cover, what is final."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ledgers.models import Seal, SealedRow
from ledgers.models.seals import MODELS
from ledgers.rules.canonical import COLUMNS, Sealed, content_of
from ledgers.values import time_of, uuid7

LATE: Final = timedelta(hours=6)
"""How long after its id was made a row may be committed and still be found each minute. What
comes later still is found once a day, when everything is looked at."""

SETTLED_AFTER: Final = timedelta(minutes=10)
"""What posts an instant commits within this, so that a balance as of then is final."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A row that no seal covers: what it is, and its columns in order of the alphabet."""

    what: Sealed
    id: UUID
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a position now, and the hash of what stood there when it was sealed."""

    position: int
    leaf: bytes
    bytes: bytes


def find_last_seal(book_id: UUID) -> Seal | None:
    """The newest seal of a book."""
    return list_seals(book_id).last()


def list_seals(book_id: UUID, after: int = 0) -> QuerySet[Seal]:
    """The seals of a book whose number is above this one, oldest first."""
    return Seal.objects.filter(book_id=book_id, number__gt=after).order_by("number")


def list_unsealed(book_id: UUID, *, most: int, since: UUID | None) -> list[Unsealed]:
    """
    Rows that no seal covers yet, in the order of their ids: at most so many, the oldest.

    Never by the highest id that was sealed: who began first may commit last.

    :param since: rows with lower ids are taken as sealed; `None` to look at all
    """
    each = [_unsealed(what, book_id, since, most) for what in Sealed]
    return list(islice(heapq.merge(*each, key=lambda row: row.id), most))


def _unsealed(what: Sealed, book_id: UUID, since: UUID | None, most: int) -> list[Unsealed]:
    place = SealedRow.objects.filter(**{what: OuterRef("pk")})
    rows: QuerySet[Any] = QuerySet(MODELS[what]).filter(~Exists(place), book_id=book_id)
    if since:
        rows = rows.filter(id__gt=since)
    found = rows.order_by("id").values_list("id", *COLUMNS[what])[:most]
    return [Unsealed(what, row_id, values) for row_id, *values in found]


def waiting_since(last: Seal | None) -> UUID | None:
    """
    The id below which everything is sealed, but for what commits later than `LATE`.

    Both by when the last seal was made and by the first row in it, so that neither a wrong clock
    nor rows that were left for the next seal hide anything.
    """
    if last is None:
        return None
    first = SealedRow.objects.get(book_id=last.book_id, position=last.first)
    made = min(last.sealed_at, time_of(row_of(first)))
    return uuid7((made - LATE).timestamp())


def row_of(place: SealedRow) -> UUID:
    """The id of the row that stands in this place."""
    ids = (place.account_id, place.hold_id, place.release_id, place.transfer_id)
    return next(found for found in ids if found)


def contents(book_id: UUID, first: int = 1, last: int | None = None) -> Iterator[Content]:
    """What stands in the positions from first to last now; what was removed is left out."""
    each = (_contents(what, book_id, first, last) for what in Sealed)
    yield from heapq.merge(*each, key=lambda found: found.position)


def _contents(what: Sealed, book_id: UUID, first: int, last: int | None) -> Iterator[Content]:
    rows: QuerySet[Any] = QuerySet(MODELS[what]).filter(
        sealed__book_id=book_id, sealed__position__gte=first
    )
    if last is not None:
        rows = rows.filter(sealed__position__lte=last)
    places = rows.order_by("sealed__position").values_list(
        "sealed__position", "sealed__leaf", *COLUMNS[what]
    )
    for position, leaf, *values in places.iterator(chunk_size=5_000):
        yield Content(position, bytes(leaf), content_of(what, position, values))


def final_until(book_id: UUID) -> datetime | None:
    """The instant up to which balances of this book are final: a seal was made well after it."""
    last = find_last_seal(book_id)
    return last.sealed_at - SETTLED_AFTER if last else None


def is_final(book_id: UUID, instant: datetime) -> bool:
    """Whether a balance as of this instant will never change: a later seal covers it."""
    until = final_until(book_id)
    return until is not None and instant <= until
