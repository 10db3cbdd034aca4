"""What the finance desk types."""

from typing import Any
from uuid import uuid4

from django import forms

from web.forms import MoneyField, WordsField


class AnswerForm(forms.Form):
    """The bank's answer, as the file that it sent."""

    file = forms.FileField(
        label="The bank’s file",
        help_text="Its report as XML (pain.002), or a table as CSV.",
        max_length=200,
        error_messages={
            "required": "Choose the file that the bank sent.",
            "empty": "This file is empty.",
            "missing": "Choose the file that the bank sent.",
            "invalid": "Choose the file that the bank sent.",
        },
    )


class FillPotForm(forms.Form):
    """How much goes into a pot, and why; the key makes a second press fill nothing."""

    amount = MoneyField(label="How much?")
    reason = WordsField(
        label="Why?", help_text="One line. The team and the auditor read it.", max_length=200
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
