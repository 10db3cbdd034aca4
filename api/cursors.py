"""Pages by one unique key, newest first: nothing is shown twice, however many rows are alike."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from api.problems import parameter_wrong

OLDER: Final = b"o"
NEWER: Final = b"n"
LENGTH: Final = 17
USUAL: Final = 50
MOST: Final = 200


@dataclass(frozen=True)
class Place:
    """Where a page starts: beyond this row, on its older or newer side."""

    side: bytes
    row: UUID


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursors to those older (`next`) and newer (`previous`)."""

    rows: list[Any]
    next: str | None
    previous: str | None


def page(rows: QuerySet[Any], *, cursor: str, limit: int) -> Page:
    """
    One page of rows.

    :raises ParameterWrong: the cursor is none of ours
    """
    place = read_cursor(cursor) if cursor else None
    if place and place.side == NEWER:
        found = list(rows.filter(id__gt=place.row).order_by("id")[: limit + 1])
        shown = found[:limit][::-1]
        return _page(shown, older=True, newer=len(found) > limit)
    kept = rows.filter(id__lt=place.row) if place else rows
    found = list(kept.order_by("-id")[: limit + 1])
    return _page(found[:limit], older=len(found) > limit, newer=place is not None)


def _page(shown: list[Any], *, older: bool, newer: bool) -> Page:
    return Page(
        shown,
        write_cursor(OLDER, shown[-1].id) if shown and older else None,
        write_cursor(NEWER, shown[0].id) if shown and newer else None,
    )


def write_cursor(side: bytes, row: UUID) -> str:
    """A place as text for an address."""
    return base64.urlsafe_b64encode(side + row.bytes).decode().rstrip("=")


def read_cursor(cursor: str) -> Place:
    """
    A place read back.

    :raises ParameterWrong: not one that we wrote
    """
    wrong = parameter_wrong("cursor", "invalid", "This is no cursor of ours.")
    try:
        raw = base64.b64decode(cursor.encode("ascii") + b"=", altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise wrong from error
    if len(raw) != LENGTH or raw[:1] not in (OLDER, NEWER):
        raise wrong
    place = Place(raw[:1], UUID(bytes=raw[1:]))
    if write_cursor(place.side, place.row) != cursor:
        raise wrong
    return place
