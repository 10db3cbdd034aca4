"""What a manager fills in: a kind reason, and what is delegated to whom."""

from typing import Any, cast

from django import forms

from web.forms import MoneyField, OptionsField, WordsField

OWN_WORDS = "own"
KIND_NOS = {
    "elsewhere": "There is another way to get this, without waiting for us. We will ring you "
    "to help you with it.",
    "smaller": "This is more than our team has just now. If a smaller sum would help, ask for that "
    "and we will look again.",
    "talk": "We would like to understand this better first. We will ring you to talk about it.",
}
"""Reasons that are offered. Each says what happens next; each may be changed."""


class KindNoForm(forms.Form):
    """Why it is no, in words that the person will read."""

    offered = OptionsField(label="Start from one of these, or write your own", required=False)
    words = WordsField(
        label="What they will read",
        lines=True,
        max_length=500,
        required=False,
        help_text="Leave this empty to send the sentence above as it is.",
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = cast(OptionsField, self.fields["offered"])
        offered.choices = [*KIND_NOS.items(), (OWN_WORDS, "My own words")]
        self.fields["words"].label = f"What {name} will read"

    def clean(self) -> dict[str, Any]:
        """Ask for a reason: a sentence that is offered, or words of one's own."""
        said = super().clean() or {}
        if not said.get("words") and said.get("offered", "") not in KIND_NOS:
            self.add_error("words", "Say why, kindly. Choose a sentence or write your own.")
        return said

    def reason(self) -> str:
        """The words as they were changed, or the sentence as it was offered."""
        said = self.cleaned_data
        return str(said["words"] or KIND_NOS[said["offered"]])


class DelegationForm(forms.Form):
    """What somebody may authorise alone, from today."""

    grant_limit = MoneyField(label="For one grant", minimum_pence=0)
    person_year_limit = MoneyField(label="For one person in 12 months", minimum_pence=0)
