"""The fields of an address: the same spellings as in a body, read by forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from rest_framework import serializers

from api.strictness.fields import Day, Id, Instant, Text, Words


class _Read(forms.Field):
    """A parameter that is read as a field of a body is."""

    def reader(self) -> Text:
        """The field of a body that reads it."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        """What was written, or None when nothing was."""
        if not value:
            return None
        try:
            return self.reader().to_internal_value(value)
        except serializers.ValidationError as error:
            raise ValidationError(str(error.detail[0]), code="invalid") from error  # type: ignore[index]


class IdField(_Read):
    """An id."""

    def reader(self) -> Text:
        """Ids in their one spelling."""
        return Id()


class DayField(_Read):
    """A day."""

    def reader(self) -> Text:
        """Days of the calendar."""
        return Day()


class InstantField(_Read):
    """A moment."""

    def reader(self) -> Text:
        """Moments with their zone."""
        return Instant()


class WordsField(_Read):
    """Words to look for."""

    def reader(self) -> Text:
        """A few words, nothing hidden."""
        return Words(longest=200)
