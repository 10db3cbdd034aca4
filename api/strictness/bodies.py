"""A body: known fields only, each of one JSON type."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.strictness.fields import Text, shaped


class Body(serializers.Serializer[Any]):
    """What a client sends. A field that isn't known is refused, not overlooked."""

    default_error_messages: ClassVar = {"unknown": "There is no such field here."}

    def to_internal_value(self, data: Any) -> Any:
        """Read the fields, once each of them is known."""
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, Mapping) else []
        if unknown:
            message = str(self.error_messages["unknown"])
            raise serializers.ValidationError(
                {name: serializers.ErrorDetail(message, code="unknown") for name in unknown}
            )
        return super().to_internal_value(data)


class Nothing(Body):
    """An empty object: the address says everything."""


Choice = TypeVar("Choice", bound=StrEnum)


class OneOf(Text):
    """One of a list of words, as the enum that has them."""

    default_error_messages: ClassVar = {"invalid": "This is none of the words that fit here."}

    def __init__(self, choices: type[StrEnum], **also: Any) -> None:
        super().__init__(**also)
        self.choices = choices
        none = [None] if self.allow_null else []
        shaped(self, {"type": "string", "enum": [*map(str, choices), *none]})

    def read(self, text: str) -> StrEnum:
        """The word."""
        if text not in list(self.choices):
            self.fail("invalid")
        return self.choices(text)


class Whole(serializers.Field[Any, Any, Any, Any]):
    """A whole number between two others; not a text, not 1.0, not true."""

    default_error_messages: ClassVar = {
        "invalid": "Write a whole number.",
        "range": "Write a number from {least} to {most}.",
    }

    def __init__(self, *, least: int, most: int, **also: Any) -> None:
        super().__init__(**also)
        self.least, self.most = least, most
        shaped(self, {"type": "integer", "minimum": least, "maximum": most})

    def to_internal_value(self, data: Any) -> int:
        """The number."""
        if type(data) is not int:
            self.fail("invalid")
        if not self.least <= data <= self.most:
            self.fail("range", least=self.least, most=self.most)
        return data

    def to_representation(self, value: int) -> int:
        """The number as it is."""
        return value


@extend_schema_field({"type": "boolean"})
class YesNo(serializers.Field[Any, Any, Any, Any]):
    """True or false, and no other word for it."""

    default_error_messages: ClassVar = {"invalid": "Write true or false."}

    def to_internal_value(self, data: Any) -> bool:
        """The answer."""
        if not isinstance(data, bool):
            self.fail("invalid")
        return data

    def to_representation(self, value: bool) -> bool:  # noqa: FBT001
        """The answer as it is."""
        return value
