"""
Pages by one unique key, newest first: nothing is shown twice, however many rows are alike.

The key is the id, which we make in the order of time. Where clients make the ids, it is an instant
and the id together.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from api.problems import parameter_wrong

OLDER: Final = b"o"
NEWER: Final = b"n"
LENGTHS: Final = (17, 25)
USUAL: Final = 50
MOST: Final = 200
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True)
class Place:
    """Where a page starts: beyond this row, on its older or newer side."""

    side: bytes
    row: UUID
    at: datetime | None = None


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursors to those older (`next`) and newer (`previous`)."""

    rows: list[Any]
    next: str | None
    previous: str | None


def in_order(newest_by: str) -> tuple[str, ...]:
    """The fields by which rows stand newest first."""
    return (f"-{newest_by}", "-id") if newest_by else ("-id",)


def page(rows: QuerySet[Any], *, cursor: str, limit: int, newest_by: str = "") -> Page:
    """
    One page of rows.

    :param newest_by: the instant by which they are in order, where the id alone is not
    :raises ParameterWrong: the cursor is none of ours
    """
    place = read_cursor(cursor, with_instant=bool(newest_by)) if cursor else None
    order = in_order(newest_by)
    if place and place.side == NEWER:
        oldest_first = [field.removeprefix("-") for field in order]
        newer = rows.filter(_beyond(place, newest_by, "gt")).order_by(*oldest_first)
        found = list(newer[: limit + 1])
        return _page(found[:limit][::-1], newest_by, older=True, newer=len(found) > limit)
    kept = rows.filter(_beyond(place, newest_by, "lt")) if place else rows
    found = list(kept.order_by(*order)[: limit + 1])
    return _page(found[:limit], newest_by, older=len(found) > limit, newer=place is not None)


def _beyond(place: Place, newest_by: str, side: str) -> Q:
    beyond = Q(**{f"id__{side}": place.row})
    if not newest_by:
        return beyond
    same = Q(**{newest_by: place.at})
    return Q(**{f"{newest_by}__{side}": place.at}) | (same & beyond)


def _page(shown: list[Any], newest_by: str, *, older: bool, newer: bool) -> Page:
    def cursor(side: bytes, row: Any) -> str:
        return write_cursor(side, row.id, getattr(row, newest_by) if newest_by else None)

    return Page(
        shown,
        cursor(OLDER, shown[-1]) if shown and older else None,
        cursor(NEWER, shown[0]) if shown and newer else None,
    )


def write_cursor(side: bytes, row: UUID, at: datetime | None = None) -> str:
    """A place as text for an address."""
    instant = b"" if at is None else ((at - EPOCH) // MICROSECOND).to_bytes(8, "big", signed=True)
    return base64.urlsafe_b64encode(side + row.bytes + instant).decode().rstrip("=")


def read_cursor(cursor: str, *, with_instant: bool = False) -> Place:
    """
    A place read back.

    :raises ParameterWrong: not one that we wrote
    """
    wrong = parameter_wrong("cursor", "invalid", "This is no cursor of ours.")
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        raw = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise wrong from error
    if len(raw) != LENGTHS[with_instant] or raw[:1] not in (OLDER, NEWER):
        raise wrong
    try:
        at = EPOCH + MICROSECOND * int.from_bytes(raw[17:], "big", signed=True)
    except OverflowError as error:
        raise wrong from error
    place = Place(raw[:1], UUID(bytes=raw[1:17]), at if with_instant else None)
    if write_cursor(place.side, place.row, place.at) != cursor:
        raise wrong
    return place
