"""Fields that only the finance desk has: a percentage, and the key of something done once."""

import re
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

PERCENT = re.compile(r"([-\N{MINUS SIGN}]?)([0-9]{1,3})(?:\.([0-9]{1,2}))? ?%?")


class PercentField(forms.Field):
    """A percentage typed as people write it, read as hundredths of a per cent: 4.5 is 450."""

    widget = forms.TextInput
    default_error_messages: ClassVar = {
        "required": "Write a percentage, like 4.5.",
        "invalid": "Write a percentage in figures, like 4.5.",
    }

    def to_python(self, value: Any) -> int | None:
        """Read it, or None when nothing was typed."""
        typed = str(value or "").strip()
        if not typed:
            return None
        read = PERCENT.fullmatch(typed)
        if read is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        points = int(read[2]) * 100 + int((read[3] or "").ljust(2, "0"))
        return -points if read[1] else points


class OnceForm(forms.Form):
    """A form with a key, so that pressing twice does it once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
