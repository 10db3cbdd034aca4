"""A shift as somebody types it: on which day, from when to when, and what kind of work."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from budgets.assistants import errors
from budgets.assistants.errors import LocalTimeRefused, ShiftTimeTwice
from budgets.assistants.rules.local_time import read_local
from budgets.assistants.values import LONGEST_NOTE, MINUTES_OF_DAY, ShiftKind
from ledgers.values import uuid7
from web.forms import DayField, WordsField
from web.hours.words import clock_words

TIME: Final = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))? ?(am|pm)?")
MILES: Final = re.compile(r"([0-9]{1,3})(?:\.([0-9]))?")
A_DAY: Final = date.resolution
KINDS: Final = (
    (ShiftKind.STANDARD, "Ordinary hours"),
    (ShiftKind.WAKING_NIGHT, "A night, awake"),
    (ShiftKind.SLEEP_IN, "A sleep-in"),
    (ShiftKind.TRAINING, "Training"),
    (ShiftKind.TRAVEL, "Travel for work"),
)
FIRST_AND_SECOND: Final = (
    "The first time, before the clocks went back",
    "The second time, after they went back",
)


class PickedDayField(DayField):
    """A day, picked from the phone's own calendar or typed."""

    widget = forms.TextInput(attrs={"type": "date"})  # type: ignore[assignment]

    def prepare_value(self, value: Any) -> Any:
        """Show it as the phone's calendar takes it."""
        return value.isoformat() if isinstance(value, date) else value


class TimeField(forms.Field):
    """A time of day, picked from the phone's own clock or typed: 14:30, 2.30pm, 9am."""

    widget = forms.TextInput(attrs={"type": "time"})
    default_error_messages: ClassVar = {
        "required": "Say when.",
        "invalid": "Write the time like 14:30 or 2.30pm.",
    }

    def to_python(self, value: Any) -> time | None:
        """Read it, or None when nothing was typed."""
        typed = str(value or "").strip().lower()
        if not typed:
            return None
        read = TIME.fullmatch(typed)
        if read is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return time(_hour(int(read[1]), read[3]), int(read[2] or 0))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """Show it as a clock does."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004  on a clock
        raise ValueError
    return hour % 12 + (12 if half == "pm" else 0)


class MinutesField(forms.IntegerField):
    """Some minutes, none when nothing is typed."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            min_value=0,
            max_value=MINUTES_OF_DAY,
            required=False,
            widget=forms.TextInput(attrs),
            error_messages={"invalid": "Write minutes in figures, like 30."},
            **options,
        )

    def clean(self, value: Any) -> int:
        """So many, in plain digits."""
        if value and not str(value).strip().isascii():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(super().clean(value) or 0)


class MilesField(forms.Field):
    """Miles like 12 or 12.3, read as tenths."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> int:
        """Tenths of a mile."""
        typed = str(value or "").strip()
        if not typed:
            return 0
        read = MILES.fullmatch(typed)
        if read is None:
            raise ValidationError("Write miles like 12 or 12.3.", code="invalid")
        return int(read[1]) * 10 + int(read[2] or 0)

    def prepare_value(self, value: Any) -> Any:
        """Show tenths as miles, and give back untouched what was typed."""
        if not isinstance(value, int):
            return value
        return f"{value // 10}.{value % 10}" if value else ""


class WhichField(forms.ChoiceField):
    """Which of two moments is meant, asked only where the clocks changed."""

    widget = forms.RadioSelect
    asked = False

    def __init__(self) -> None:
        super().__init__(choices=[(0, "1"), (1, "2")], required=False)


def _names(refusal: LocalTimeRefused) -> Iterable[str]:
    """What each of two moments is called."""
    if isinstance(refusal, ShiftTimeTwice):
        return FIRST_AND_SECOND
    return (f"There was no such time. I mean {clock_words(one)}" for one in refusal.choices)


class ShiftForm(forms.Form):
    """
    Hours that somebody worked. An end that is not after the start is on the next day.

    :ivar key: the shift's id, made with the form, so that a button pressed twice keeps one shift
    :ivar seen: what was said about these very hours before, so that it is said once
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    day = PickedDayField(label="On which day?")
    start = TimeField(label="From")
    end = TimeField(label="To")
    which_start = WhichField()
    which_end = WhichField()
    kind = forms.ChoiceField(label="What kind of work?", choices=KINDS)
    break_minutes = MinutesField(label="Break, in minutes", help_text="What you were not paid for.")
    woken_minutes = MinutesField(label="Minutes awake for work", help_text="All together.")
    miles = MilesField(label="Miles in your own car", required=False)
    note = WordsField(label="A note", lines=True, max_length=LONGEST_NOTE, required=False)

    def clean(self) -> dict[str, Any]:
        """Read both times as moments."""
        said = super().clean() or self.cleaned_data
        if not {"day", "start", "end"} <= set(said):
            return said
        later = A_DAY if said["end"] < said["start"] else 0 * A_DAY
        said["started_at"] = self._moment("start", said["day"])
        said["ended_at"] = self._moment("end", said["day"] + later)
        sleep_in = said.get("kind") == ShiftKind.SLEEP_IN
        said["break_minutes" if sleep_in else "woken_minutes"] = 0
        return said

    def _moment(self, name: str, day: date) -> datetime | None:
        chosen = self.cleaned_data.get(f"which_{name}")
        try:
            return read_local(
                day=day, at=self.cleaned_data[name], fold=int(chosen) if chosen else None
            )
        except LocalTimeRefused as refusal:
            self._ask_which(f"which_{name}", refusal)
            return None

    def _ask_which(self, name: str, refusal: LocalTimeRefused) -> None:
        field = self.fields[name]
        if isinstance(field, WhichField):
            field.asked = True
            field.choices = list(enumerate(_names(refusal)))
        self.add_error(name, refusal.sentence)


FIELDS: Final = {
    refusal().code: name
    for name, refusals in {
        "day": (errors.ShiftBeforeStart,),
        "end": (errors.ShiftEndsFirst, errors.ShiftTooLong, errors.ShiftInFuture),
        "break_minutes": (errors.BreakTooLong, errors.MinutesAbsurd),
        "woken_minutes": (errors.WokenTooLong, errors.WokenWithoutSleepIn),
        "miles": (errors.MilesAbsurd,),
        "note": (errors.NoteTooLong,),
    }.items()
    for refusal in refusals
}
"""Beside which field a refusal stands, by its code; any other stands above the form."""
