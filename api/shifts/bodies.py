"""What a phone sends of hours, one or many at once; each of many is read for itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.problems import places
from api.strictness.bodies import Body, OneOf, Whole
from api.strictness.fields import Id, Instant, Text, Words, shaped
from budgets.assistants.values import (
    LONGEST_NOTE,
    MINUTES_OF_DAY,
    MOST_IN_BATCH,
    NewShift,
    ShiftKind,
)

MILES = r"^[0-9]{1,3}\.[0-9]$"
EXAMPLE_ID = "3f0f3f6e-7a51-4c40-9d7f-4f4f4be2f0a1"
EXAMPLE_ENGAGEMENT = "019aa9b0-0000-7000-8000-000000000003"
EXAMPLE = {
    "engagement": EXAMPLE_ENGAGEMENT,
    "kind": "standard",
    "started_at": "2026-11-20T09:00:00Z",
    "ended_at": "2026-11-20T12:30:00Z",
    "break_minutes": 0,
    "miles": "12.3",
    "note": "Shopping and lunch",
    "logged_at": "2026-11-20T12:31:40Z",
}


class Miles(Text):
    """Miles like `"12.3"`, read as tenths."""

    default_error_messages: ClassVar = {"invalid": 'Write the miles like "12.3".'}

    def __init__(self, **also: Any) -> None:
        super().__init__(**also)
        shaped(self, {"type": "string", "pattern": MILES})

    def read(self, text: str) -> int:
        """Tenths of a mile."""
        whole, dot, tenth = text.partition(".")
        if not (dot and f"{whole}{tenth}".isascii() and whole.isdigit() and tenth.isdigit()):
            self.fail("invalid")
        if len(whole) > 3 or len(tenth) != 1:  # noqa: PLR2004  as in the pattern
            self.fail("invalid")
        return int(whole) * 10 + int(tenth)

    def to_representation(self, value: int) -> str:
        """Miles with one place."""
        return f"{value // 10}.{value % 10}"


class HoursBody(Body):
    """Hours of one engagement. Which moment is meant is said with a zone."""

    engagement = Id()
    kind = OneOf(ShiftKind)
    started_at = Instant()
    ended_at = Instant()
    break_minutes = Whole(least=0, most=MINUTES_OF_DAY, required=False)
    woken_minutes = Whole(least=0, most=MINUTES_OF_DAY, required=False)
    miles = Miles(required=False)
    note = Words(longest=LONGEST_NOTE, blank=True, lines=True, required=False)
    logged_at = Instant(help_text="By the clock of the phone, which may be wrong.")
    replaces = Id(required=False, allow_null=True)


class ShiftBody(HoursBody):
    """The same in a batch, with the id that the phone made."""

    id = Id()


def as_shift(said: dict[str, Any], shift_id: UUID) -> NewShift:
    """The body as the trade means it."""
    return NewShift(
        id=shift_id,
        engagement_id=said["engagement"],
        kind=said["kind"],
        started_at=said["started_at"],
        ended_at=said["ended_at"],
        logged_at=said["logged_at"],
        break_minutes=said.get("break_minutes", 0),
        woken_minutes=said.get("woken_minutes", 0),
        miles_tenths=said.get("miles", 0),
        note=said.get("note", ""),
        replaces=said.get("replaces"),
    )


@dataclass(frozen=True)
class Item:
    """
    One of a batch: the shift, or what is wrong with it.

    :ivar said_id: the id as it was sent, so that each has its answer
    """

    place: int
    said_id: str | None
    shift: NewShift | None
    wrong: tuple[dict[str, str], ...] = ()


class Batch(serializers.Field[Any, Any, Any, Any]):
    """Up to 500 shifts; more are refused before one is read."""

    default_error_messages: ClassVar = {
        "invalid": "Send a list of shifts.",
        "too_many": "At most {most} shifts are taken at once. Send them in smaller parts.",
        "none": "There is no shift here.",
    }

    def to_internal_value(self, data: Any) -> list[Item]:
        """Each of them read for itself: one that is wrong keeps no other back."""
        if not isinstance(data, list):
            self.fail("invalid")
        if not data:
            self.fail("none")
        if len(data) > MOST_IN_BATCH:
            self.fail("too_many", most=MOST_IN_BATCH)
        return list(read_items(data))

    def to_representation(self, value: Any) -> Any:
        """Never written."""
        return value


def read_items(data: list[Any]) -> Iterator[Item]:
    """Read the items of a batch, one by one."""
    reader = ShiftBody()
    for place, one in enumerate(data):
        said_id = id_in(one)
        try:
            said = reader.run_validation(one)
        except serializers.ValidationError as error:
            yield Item(place, said_id, None, tuple(places(error.detail, f"/shifts/{place}")))
        else:
            yield Item(place, said_id, as_shift(said, said["id"]))


def id_in(one: Any) -> str | None:
    """The id that an item came with, whatever is wrong with it; none where that is no text."""
    said = one.get("id") if isinstance(one, dict) else None
    return said if isinstance(said, str) else None


class BatchBody(Body):
    """Shifts that waited on a phone, at most 500 of them."""

    shifts = Batch()


extend_schema_field(ShiftBody(many=True))(Batch)
