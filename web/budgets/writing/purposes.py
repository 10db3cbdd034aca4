"""What the money is for and what it should make better, as the second page asks."""

from typing import Any, Final

from django import forms

from budgets.plans.values.purposes import PURPOSE_WORDS
from ledgers.values import Purpose
from web.budgets.fields import AskingForm
from web.forms import WordsField

ROWS: Final = (1, 2, 3, 4)
KINDS: Final = [("", "Choose one"), *PURPOSE_WORDS.items()]
LONGEST = 500


class PurposesForm(AskingForm):
    """Up to four purposes in the person's own words, and outcomes a line each."""

    outcomes = WordsField(
        label="What should become better, or stay good?",
        help_text="In their words. Start a new line for each.",
        required=False,
        lines=True,
        max_length=2000,
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in ROWS:
            self.fields[f"words_{number}"] = WordsField(
                label=f"What for, in {name}’s words?", required=False, max_length=LONGEST
            )
            self.fields[f"purpose_{number}"] = forms.ChoiceField(
                label="What kind of thing is that?", required=False, choices=KINDS
            )

    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of each purpose, to be drawn."""
        return [(self[f"words_{n}"], self[f"purpose_{n}"]) for n in ROWS]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one purpose, and for words and kind of each."""
        super().clean()
        said = self.cleaned_data
        for number in ROWS:
            words, kind = f"words_{number}", f"purpose_{number}"
            if said.get(words) or number == ROWS[0]:
                self.need(kind, "Choose what kind of thing it is.")
            if said.get(kind) or number == ROWS[0]:
                self.need(words, "Say it in their own words.")
        lines = (said.get("outcomes") or "").split("\n")
        if any(len(line) > LONGEST for line in lines):
            self.add_error("outcomes", f"Keep each line to {LONGEST} letters.")
        return said

    def purposes(self) -> tuple[tuple[Purpose, str], ...]:
        """Each purpose with its words, in the order in which they were written."""
        said = self.cleaned_data
        return tuple(
            (Purpose(said[f"purpose_{number}"]), said[f"words_{number}"])
            for number in ROWS
            if said[f"words_{number}"]
        )

    def outcomes_said(self) -> tuple[str, ...]:
        """Each outcome, a line each."""
        lines = (self.cleaned_data["outcomes"] or "").split("\n")
        return tuple(line.strip() for line in lines if line.strip())
