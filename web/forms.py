"""The fields a person meets in a form, and how a form is drawn."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils import timezone

from ledgers.values import hides_something

POUNDS = re.compile(r"£? ?(0|[1-9][0-9]{0,8}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})(?:\.([0-9]{2}))?")
DAY_FIRST = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ /.-]([0-9]{1,2}|[a-z]{3,9})[ /.-]([0-9]{4})")
WHOLE = re.compile(r"[0-9]{1,5}")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
MONTHS = {
    name[:length]: number
    for number, name in ((month, f"{date(2000, month, 1):%B}".lower()) for month in range(1, 13))
    for length in range(3, len(name) + 1)
}
INVISIBLE = {"Cc", "Cf", "Zs"}
GOVUK_CLASSES = {
    "Textarea": "govuk-textarea",
    "Select": "govuk-select",
    "RadioSelect": "govuk-radios__input",
    "CheckboxSelectMultiple": "govuk-checkboxes__input",
    "CheckboxInput": "govuk-checkboxes__input",
    "ClearableFileInput": "govuk-file-upload",
    "FileInput": "govuk-file-upload",
}


class GroupedField(forms.BoundField):
    """A field of a form that knows the class its control wears, right or wrong."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the class of the control to what Django gives it."""
        built = super().build_widget_attrs(attrs, widget)
        drawn = widget or self.field.widget
        if drawn.is_hidden:
            return built
        worn = GOVUK_CLASSES.get(type(drawn).__name__, "govuk-input")
        own = drawn.attrs.get("class", "")
        wrong = f"{worn}--error" if self.errors and "__" not in worn else ""
        return built | {"class": " ".join(filter(None, (worn, wrong, own)))}

    @property
    def error_target(self) -> str:
        """Where a link from the summary leads: the control, or the first of several."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.auto_id


class Renderer(DjangoTemplates):
    """Draws every form with our own templates, and every control with Django's."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = GroupedField


class Option(str):
    """The label of a choice, with a second line that says what choosing it means."""

    hint: str

    def __new__(cls, label: str, hint: str = "") -> "Option":
        option = super().__new__(cls, label)
        option.hint = hint
        return option


class OptionsField(forms.ChoiceField):
    """One choice of several, each a row to tap."""

    widget = forms.RadioSelect
    default_error_messages: ClassVar = {
        "required": "Choose one of these.",
        "invalid_choice": "Choose one of these.",
    }


class MoneyInput(forms.TextInput):
    """A box with a pound sign in front and big figures."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class MoneyField(forms.Field):
    """A sum typed in pounds, read as whole pence."""

    widget = MoneyInput
    default_error_messages: ClassVar = {
        "required": "Write the amount in pounds, like 300 or 300.50.",
        "invalid": "Write the amount in pounds, like 300 or 300.50.",
        "too_little": "Write an amount above £0.",
    }

    def __init__(self, *, minimum_pence: int = 1, **options: Any) -> None:
        super().__init__(**options)
        self.minimum_pence = minimum_pence

    def to_python(self, value: Any) -> int | None:
        """Read what was typed as pence, or None when nothing was."""
        typed = str(value or "").strip()
        if not typed:
            return None
        read = POUNDS.fullmatch(typed)
        if read is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(read[1].replace(",", "")) * 100 + int(read[2] or 0)

    def validate(self, value: Any) -> None:
        """Refuse a sum below the least that makes sense."""
        super().validate(value)
        if value is not None and value < self.minimum_pence:
            raise ValidationError(self.error_messages["too_little"], code="too_little")

    def prepare_value(self, value: Any) -> Any:
        """Show pence as pounds, and give back untouched what a person typed."""
        return f"{value // 100}.{value % 100:02}" if isinstance(value, int) else value


class WholeField(forms.RegexField):
    """A whole number, in plain digits."""

    def __init__(self, **options: Any) -> None:
        wrong = {"invalid": "Write a whole number in figures, like 14."}
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            WHOLE,
            error_messages=wrong,
            widget=forms.TextInput(attrs),
            empty_value=None,
            **options,
        )

    def clean(self, value: Any) -> Any:
        """Read it as a number, in plain digits alone; None when nothing was typed."""
        typed = super().clean(value)
        if not typed:
            return None
        if not WHOLE.fullmatch(typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(typed)


class WordsField(forms.CharField):
    """
    Words in any script, with emoji, exactly as they were typed.

    What cannot be seen but changes what is read is refused: control characters, and those that
    turn the direction of the text round. `lines=True` lets the words go over several lines.
    """

    default_error_messages: ClassVar = {
        "required": "Write a few words here.",
        "max_length": "There is room for %(limit_value)d letters, and this has %(show_value)d.",
        "hidden": "There is a hidden sign in these words. Delete them and type them again.",
        "one_line": "Keep this to one line.",
    }

    def __init__(self, *, lines: bool = False, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea({"rows": 3}) if lines else forms.TextInput())
        super().__init__(**options)
        self.lines = lines

    def to_python(self, value: Any) -> str:
        """Give the words back, with one kind of line end and nothing hidden."""
        typed = str(value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        typed = typed.strip() if self.strip else typed
        if hides_something(typed):
            raise ValidationError(self.error_messages["hidden"], code="hidden")
        if "\n" in typed and not self.lines:
            raise ValidationError(self.error_messages["one_line"], code="one_line")
        seen = any(unicodedata.category(sign) not in INVISIBLE for sign in typed)
        return typed if seen else str(self.empty_value)


class DayField(forms.Field):
    """
    A day typed as people write it: 14 May 1991, 14/5/1991 or 1991-05-14.

    `earliest` and `latest` bound it; `latest` is asked each time, and None lets the future in.
    """

    widget = forms.TextInput
    default_error_messages: ClassVar = {
        "required": "Write the day, like 14 May 1991.",
        "invalid": "Write the day with its year, like 14 May 1991.",
        "impossible": "The calendar has no such day. Write it like 14 May 1991.",
        "too_early": "That is before %(year)s. Look at the year again.",
        "too_late": "That day has not come yet. Look at the year again.",
    }

    def __init__(
        self,
        *,
        earliest: date = date(1900, 1, 1),
        latest: Callable[[], date] | None = timezone.localdate,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> date | None:
        """Read the day, or None when nothing was typed."""
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        typed = " ".join(str(value or "").replace(",", " ").split()).lower()
        if not typed:
            return None
        parts = _day_parts(typed)
        if parts is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return date(*parts)
        except ValueError:
            raise ValidationError(self.error_messages["impossible"], code="impossible") from None

    def validate(self, value: Any) -> None:
        """Refuse a day that nobody can have meant."""
        super().validate(value)
        if value is None:
            return
        if value < self.earliest:
            words = self.error_messages["too_early"] % {"year": self.earliest.year}
            raise ValidationError(words, code="too_early")
        if self.latest is not None and value > self.latest():
            raise ValidationError(self.error_messages["too_late"], code="too_late")

    def prepare_value(self, value: Any) -> Any:
        """Show a day as people write it, and give back untouched what a person typed."""
        return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value


def _day_parts(typed: str) -> tuple[int, int, int] | None:
    if read := YEAR_FIRST.fullmatch(typed):
        return int(read[1]), int(read[2]), int(read[3])
    read = DAY_FIRST.fullmatch(typed)
    month = (int(read[2]) if read[2].isdigit() else MONTHS.get(read[2])) if read else None
    return (int(read[3]), month, int(read[1])) if read and month is not None else None
