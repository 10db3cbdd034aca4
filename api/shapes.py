"""How the same small things are written everywhere: sums, sides, who and where."""

from datetime import date
from enum import StrEnum
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.strictness.fields import Id, Text


class Answer(serializers.Serializer[Any]):
    """What a client is told of one thing."""


@extend_schema_field({"type": "string", "pattern": r"^[0-9]{1,16}\.[0-9]{2}$"})
class Pounds(Text):
    """Pence as `"300.00"`, never below nothing: `direction` says which way."""

    def to_representation(self, value: int) -> str:
        """Pounds with two places."""
        pence = abs(value)
        return f"{pence // 100}.{pence % 100:02d}"


class CurrencyCode(StrEnum):
    """The one currency that is taken."""

    GBP = "GBP"


class OpenOrClosed(StrEnum):
    """Whether something goes on."""

    OPEN = "open"
    CLOSED = "closed"


@extend_schema_field({"type": "string", "enum": ["GBP"]})
class Currency(Text):
    """The one currency."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, _: Any) -> str:
        """Always the same."""
        return "GBP"


@extend_schema_field({"type": "string", "enum": ["in", "out"]})
class Direction(Text):
    """Whether a change put money in or took it out; for a balance, which side it is on."""

    def to_representation(self, value: int) -> str:
        """In, unless it is below nothing."""
        return "out" if value < 0 else "in"


@extend_schema_field({"type": "string"})
class Said(Text):
    """Words as they are kept."""


@extend_schema_field({"type": "string", "format": "date"})
class On(Text):
    """A day."""

    def to_representation(self, value: Any) -> str:
        """As 2026-11-22."""
        return str(value.isoformat())


class LastOn(On):
    """The last day of days that are kept with the first one after them."""

    def to_representation(self, value: Any) -> str:
        """The day before."""
        return super().to_representation(value - date.resolution)


@extend_schema_field({"type": "string", "format": "date-time"})
class At(Text):
    """An instant, in UTC."""

    def to_representation(self, value: Any) -> str:
        """As 2026-11-22T10:42:00Z, with what is below the second where there is some."""
        return str(value.isoformat()).replace("+00:00", "Z")


@extend_schema_field({"type": "string", "format": "uuid"})
class Ref(Id):
    """The id of a thing."""

    def to_representation(self, value: Any) -> str:
        """In its one spelling."""
        return str(value)


class Named(Answer):
    """A thing by its id and name."""

    id = Ref()
    name = Said()


class Who(Answer):
    """A person by id and name."""

    id = Ref()
    name = Said(source="full_name")


class AboutWhat(Answer):
    """What a row is about: a kind and an id."""

    kind = Said(source="about_kind")
    id = Ref(source="about_id")
