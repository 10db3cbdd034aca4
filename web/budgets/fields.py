"""Fields that only the pages about budgets need: hours of a week, ages, a time of day."""

import re
from datetime import time
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

WHOLE_HOURS: Final = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?(?: ?h(?:ours?|rs?)?)?")
WITH_MINUTES: Final = re.compile(
    r"([0-9]{1,3})(?: ?: ?| ?h(?:ours?|rs?)?(?: and)? ?)([0-9]{1,2})(?: ?m(?:in(?:ute)?s?)?)?"
)
AGE: Final = re.compile(r"[0-9]{1,3}")
CLOCK: Final = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm)?")
HOUR, HUNDREDTHS = 60, 100
HOURS, NOON = 24, 12


class HoursField(forms.Field):
    """Hours of a week as people write them: 21, 21.5, 21:30 or 21 hours 30; read as minutes."""

    widget = forms.TextInput
    default_error_messages: ClassVar = {
        "required": "Write the hours in a week, like 21 or 21:30.",
        "invalid": "Write the hours in a week, like 21 or 21:30.",
        "uneven": "Write hours and minutes, like 10:20.",
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> int | None:
        """Read the minutes, or None when nothing was typed."""
        typed = " ".join(str(value or "").lower().split())
        if not typed:
            return None
        if read := WITH_MINUTES.fullmatch(typed):
            return self._of(int(read[1]), int(read[2]))
        if read := WHOLE_HOURS.fullmatch(typed):
            minutes, rest = divmod(int((read[2] or "0").ljust(2, "0")) * HOUR, HUNDREDTHS)
            if rest:
                raise ValidationError(self.error_messages["uneven"], code="uneven")
            return self._of(int(read[1]), minutes)
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def _of(self, hours: int, minutes: int) -> int:
        if minutes >= HOUR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return hours * HOUR + minutes

    def prepare_value(self, value: Any) -> Any:
        """Show minutes as hours, and give back untouched what a person typed."""
        if not isinstance(value, int):
            return value
        hours, minutes = divmod(value, HOUR)
        return f"{hours}:{minutes:02}" if minutes else str(hours)


class AgesField(forms.Field):
    """Ages in years, one or several: 19 or 19, 20."""

    widget = forms.TextInput
    default_error_messages: ClassVar = {"invalid": "Write ages in figures, like 19 or 19, 20."}

    def to_python(self, value: Any) -> tuple[int, ...]:
        """Read the ages in the order in which they were typed."""
        typed = str(value or "").replace(",", " ").replace(" and ", " ").split()
        if not all(AGE.fullmatch(one) for one in typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return tuple(int(one) for one in typed)

    def prepare_value(self, value: Any) -> Any:
        """Show ages with commas, and give back untouched what a person typed."""
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


class AskingForm(forms.Form):
    """A form in which one answer decides which of the others are needed."""

    def need(self, name: str, words: str) -> None:
        """Ask for this answer, unless there is one or it was wrong already."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    def forget(self, *names: str) -> None:
        """Take nothing from these fields, right or wrong: they don't belong to the answer."""
        for name in names:
            if name in self.fields:
                self.errors.pop(name, None)
                self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)


class ClockField(forms.Field):
    """A time of day as people write it: 14:30, 2.30pm, 9 am."""

    widget = forms.TextInput
    default_error_messages: ClassVar = {
        "required": "Write the time, like 14:30.",
        "invalid": "Write the time, like 14:30 or 2.30pm.",
    }

    def to_python(self, value: Any) -> time | None:
        """Read the time, or None when nothing was typed."""
        typed = "".join(str(value or "").lower().split())
        if not typed:
            return None
        read = CLOCK.fullmatch(typed)
        hours, minutes = (int(read[1]), int(read[2] or 0)) if read else (HOURS, 0)
        half = read[3] if read else ""
        if half and 1 <= hours <= NOON:
            hours = hours % NOON + (NOON if half == "pm" else 0)
        if hours >= HOURS or minutes >= HOUR or not (read and (read[2] or half)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(hours, minutes)

    def prepare_value(self, value: Any) -> Any:
        """Show a time as a clock does, and give back untouched what a person typed."""
        return f"{value:%H:%M}" if isinstance(value, time) else value
