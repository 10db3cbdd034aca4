"""What an administrator types."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from budgets.councils.models import Team
from budgets.councils.values import THEIR_OWN, Role
from web.forms import DayField, MoneyField, Option, WholeField, WordsField

ROLE_WORDS: Final = {
    Role.PRACTITIONER: Option("Practitioner", "Authorises one-off budgets for people"),
    Role.MANAGER: Option("Manager", "Answers what is above a practitioner’s limit"),
    Role.FINANCE: Option("Finance officer", "Pays, and puts right what came back"),
    Role.AUDITOR: Option("Auditor", "Reads everything and moves nothing"),
    Role.ADMINISTRATOR: Option("Administrator", "Members, teams and policy; sees no person"),
    Role.PROVIDER: Option("Provider’s staff", "Holds money for people who chose them"),
}
WORKING: Final = [(role, ROLE_WORDS[role]) for role in Role if role not in THEIR_OWN]


def roles_field() -> forms.MultipleChoiceField:
    """What somebody may be to the council, as rows to tick."""
    return forms.MultipleChoiceField(
        label="What are they here?",
        choices=WORKING,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class RolesForm(forms.Form):
    """What somebody is to the council."""

    roles = roles_field()


class LetInForm(forms.Form):
    """Somebody who is to work here."""

    full_name = WordsField(label="Name", max_length=200)
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="They sign in with it.",
        error_messages={
            "required": "Write their email address.",
            "invalid": "Write an email address, like ama@council.gov.uk.",
        },
    )
    roles = roles_field()


class TeamsForm(forms.Form):
    """In which teams somebody has a place."""

    teams = forms.ModelMultipleChoiceField(
        queryset=Team.objects.none(),
        label="Which teams?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]  # of this field's kind


class TeamForm(forms.Form):
    """A new team."""

    name = WordsField(label="Name", max_length=120)
    reference = WordsField(
        label="Reference", max_length=40, help_text="A short one, as in your other systems."
    )


class AboutForm(forms.Form):
    """How the council shows itself on each page."""

    name = WordsField(label="Name", max_length=120)
    colour = WordsField(
        label="Colour",
        max_length=7,
        help_text="Six digits, like #17595a. We darken it until everybody can read it.",
    )
    phone = WordsField(label="Phone number for everybody", max_length=30)
    phone_hours = WordsField(
        label="When somebody answers", max_length=80, help_text="Like: Monday to Friday, 9 to 5"
    )


QUESTIONS = {
    "pence": "How much?",
    "weeks": "How many weeks?",
    "percent": "How many per cent?",
    "minutes": "How many minutes?",
    "times": "How many times?",
}
"""What is asked for a setting, by its unit."""


class SettingForm(forms.Form):
    """A setting's new value, and the day from which it holds."""

    def __init__(self, *args: Any, name: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        unit = name.rpartition("_")[2]
        label = QUESTIONS.get(unit, "How many days?")
        self.fields["value"] = (
            MoneyField(label=label, minimum_pence=0) if unit == "pence" else WholeField(label=label)
        )
        self.fields["starts_on"] = DayField(label="From which day?", latest=None, initial=today)

    def clean_starts_on(self) -> date:
        """Refuse a day that is over: what was agreed for days gone by stays."""
        day: date = self.cleaned_data["starts_on"]
        if day < self.today:
            raise ValidationError("Start today or later. What held before stays as it was.")
        return day
