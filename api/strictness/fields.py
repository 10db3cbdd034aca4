"""The fields of a body: each takes one JSON type in one spelling, and says so in the schema."""

import re
import uuid
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError as DjangoInvalid
from django.core.validators import validate_email
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ledgers.values import hides_something

MONEY = r"^[0-9]{1,9}\.[0-9]{2}$"
UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,6})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)
VISIBLE = r"\S"


def shaped(field: Any, shape: dict[str, Any]) -> None:
    """Say in the schema what one field takes."""
    extend_schema_field(shape)(field)


class Text(serializers.Field[Any, Any, Any, Any]):
    """What every field of text is: a JSON string that its reader understands."""

    default_error_messages: ClassVar = {"invalid": "This is not written as it should be."}

    def to_internal_value(self, data: Any) -> Any:
        """Read the text, or say that it can't be read."""
        if not isinstance(data, str):
            self.fail("invalid")
        return self.read(data)

    def read(self, text: str) -> Any:
        """What this text stands for."""
        raise NotImplementedError

    def to_representation(self, value: Any) -> Any:
        """Give it back as it is."""
        return value


@extend_schema_field({"type": "string", "pattern": MONEY, "examples": ["300.00"]})
class Money(Text):
    """Pounds and pence as `"300.00"`, read as whole pence; no other spelling is money."""

    default_error_messages: ClassVar = {"invalid": 'Write the amount like "300.00".'}

    def read(self, text: str) -> int:
        """Whole pence."""
        if not re.fullmatch(MONEY.strip("^$"), text):
            self.fail("invalid")
        return int(text.replace(".", ""))


@extend_schema_field({"type": "string", "format": "uuid", "pattern": UUID})
class Id(Text):
    """The id of a thing, in the one spelling that we write ourselves."""

    default_error_messages: ClassVar = {"invalid": "This is not an id."}

    def read(self, text: str) -> uuid.UUID:
        """The id."""
        if not re.fullmatch(UUID.strip("^$"), text):
            self.fail("invalid")
        return uuid.UUID(text)


@extend_schema_field({"type": "string", "format": "date", "pattern": DAY})
class Day(Text):
    """A day of the calendar as `2026-11-22`."""

    default_error_messages: ClassVar = {"invalid": "Write a day of the calendar like 2026-11-22."}

    def read(self, text: str) -> date:
        """The day."""
        if not re.fullmatch(DAY.strip("^$"), text):
            self.fail("invalid")
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fail("invalid")


@extend_schema_field({"type": "string", "format": "date-time"})
class Instant(Text):
    """A moment with its zone: `2026-11-22T10:42:00Z`, or with an offset. Without, it is none."""

    default_error_messages: ClassVar = {
        "invalid": "Write a moment that exists, with its zone, like 2026-11-22T10:42:00Z."
    }

    def read(self, text: str) -> datetime:
        """The moment, in UTC."""
        if not INSTANT.fullmatch(text):
            self.fail("invalid")
        try:
            return datetime.fromisoformat(text).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail("invalid")


class Words(Text):
    """Words in any script, with nothing hidden in them; `lines` lets them have several."""

    default_error_messages: ClassVar = {
        "invalid": "This is not text.",
        "hidden": "There is a hidden sign in these words.",
        "blank": "Write at least one letter.",
        "long": "This is longer than there is room for.",
    }

    def __init__(
        self, *, longest: int, blank: bool = False, lines: bool = False, **also: Any
    ) -> None:
        super().__init__(**also)
        self.longest, self.blank, self.lines = longest, blank, lines
        shape: dict[str, Any] = {"type": "string", "maxLength": longest}
        shaped(self, shape if blank else shape | {"minLength": 1, "pattern": VISIBLE})

    def read(self, text: str) -> str:
        """The words, without the space around them."""
        words = text.strip()
        if hides_something(words) or ("\n" in words and not self.lines):
            self.fail("hidden")
        if not words and not self.blank:
            self.fail("blank")
        if len(text) > self.longest:
            self.fail("long")
        return words


@extend_schema_field({"type": "string", "format": "email", "maxLength": 254})
class Email(Words):
    """An e-mail address, in lower case."""

    default_error_messages: ClassVar = {"address": "This is not an e-mail address."}

    def __init__(self, **also: Any) -> None:
        super().__init__(longest=254, **also)
        shaped(self, {"type": "string", "format": "email", "maxLength": 254})

    def read(self, text: str) -> str:
        """The address."""
        address = super().read(text).lower()
        try:
            validate_email(address)
        except DjangoInvalid:
            self.fail("address")
        return str(address)
