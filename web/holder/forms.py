"""What a holder fills in: what would help, and about how much. That is all."""

from typing import Any, cast

from django import forms

from budgets.people.models import Person
from budgets.recovery.values import Asking, Helped
from ledgers.values import uuid7
from web.forms import MoneyField, Option, OptionsField, WordsField


class AskForm(forms.Form):
    """What would help? About how much?"""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    person = OptionsField(label="Who is it for?")
    words = WordsField(
        label="What would help?", lines=True, max_length=500, help_text="Say it as you like."
    )
    amount = MoneyField(label="About how much?")

    def __init__(self, *args: Any, managed: list[Person], user_id: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.managed = managed
        if len(managed) < 2:  # noqa: PLR2004
            del self.fields["person"]
            return
        cast(OptionsField, self.fields["person"]).choices = [
            (str(one.id), Option("Me" if one.user_id == user_id else one.full_name))
            for one in managed
        ]

    def clean(self) -> dict[str, Any]:
        """Somebody who looks after nobody's money has nobody to ask for."""
        if not self.managed:
            raise forms.ValidationError("You look after nobody’s money at the moment. Call us.")
        return super().clean() or {}

    def asking(self) -> Asking:
        """What was typed, as the verb takes it."""
        said = self.cleaned_data
        wanted = said.get("person", str(self.managed[0].id))
        person = next(one for one in self.managed if str(one.id) == wanted)
        return Asking(
            person_id=person.id, words=said["words"], pence=said["amount"], key=said["key"]
        )


class HelpedForm(forms.Form):
    """One tap, and words if somebody likes."""

    helped = forms.ChoiceField(choices=[(one, one) for one in Helped])
    words = WordsField(
        label="Would you like to say more? You don’t have to.",
        lines=True,
        max_length=1000,
        required=False,
    )
