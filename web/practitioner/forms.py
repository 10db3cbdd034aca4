"""What a practitioner fills in: four or five fields, none of them bank details."""

from typing import Any, cast

from django import forms

from budgets.people.values import Newcomer
from budgets.recovery.values import Asking, Reach
from ledgers.values import uuid7
from web.forms import POUNDS, DayField, MoneyField, Option, OptionsField, WordsField
from web.practitioner.choosing import Choosing

FOR_KNOWN = ("who", "person")
FOR_NEW = ("full_name", "date_of_birth", "team")


class AuthoriseForm(forms.Form):
    """Who, what for, how much, how it reaches them."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    new = forms.BooleanField(required=False, widget=forms.HiddenInput)
    who = WordsField(label="Who is it for?", required=False, max_length=100)
    person = OptionsField(label="Choose one", required=False)
    full_name = WordsField(label="Name", max_length=200)
    date_of_birth = DayField(label="Date of birth", help_text="Like 14 May 1991.")
    team = OptionsField(label="Which team?")
    words = WordsField(label="What for, in their words?", lines=True, max_length=500)
    amount = MoneyField(label="How much?")
    reach = OptionsField(label="How should it reach them?", initial=Reach.OWN_ACCOUNT)
    straight_to = WordsField(
        label="Which shop or college?",
        required=False,
        max_length=200,
        help_text="They say themselves where to be paid. You never type bank details.",
    )

    def __init__(self, *args: Any, choosing: Choosing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choosing = choosing
        for name in FOR_KNOWN if choosing.is_new else FOR_NEW:
            del self.fields[name]
        if choosing.is_new:
            self._for_somebody_new()
        else:
            self._choices("person", choosing.options())
        if choosing.name:
            self.fields["words"].label = f"What for, in {choosing.name}’s words?"
            self.fields["reach"].label = f"How should it reach {choosing.name}?"
        self._choices("reach", _ways(choosing.name))
        self.fields["who" if "who" in self.fields else "full_name"].widget.attrs["autocomplete"] = (
            "off"
        )

    def _for_somebody_new(self) -> None:
        teams = self.choosing.teams
        if len(teams) < 2:  # noqa: PLR2004
            del self.fields["team"]
        else:
            self._choices("team", [(str(one.id), one.name) for one in teams])

    def _choices(self, name: str, choices: list[Any]) -> None:
        cast(OptionsField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """Ask for whom it is, and for the shop's name when a shop is paid."""
        said = super().clean() or {}
        if not self.choosing.teams:
            raise forms.ValidationError("You have no team yet. Ask your council’s administrator.")
        if not self.choosing.is_new and not said.get("person") and not self.errors.get("person"):
            self.add_error("who", "Find the person and choose them, or add somebody new.")
        if said.get("reach") == Reach.STRAIGHT and not said.get("straight_to"):
            self.add_error("straight_to", "Write the name of the shop or college.")
        return said

    def asking(self) -> Asking:
        """What was typed, as the verbs take it."""
        said = self.cleaned_data
        reach = Reach(said["reach"])
        return Asking(
            person_id=self.choosing.chosen.id if self.choosing.chosen else None,
            newcomer=self._newcomer() if self.choosing.is_new else None,
            words=said["words"],
            pence=said["amount"],
            key=said["key"],
            reach=reach,
            straight_to=said["straight_to"] if reach == Reach.STRAIGHT else "",
        )

    def _newcomer(self) -> Newcomer:
        said, teams = self.cleaned_data, self.choosing.teams
        wanted = said.get("team") or str(teams[0].id)
        team = next(one for one in teams if str(one.id) == wanted)
        return Newcomer(said["full_name"], said["date_of_birth"], team.id)

    def pence_so_far(self) -> int | None:
        """The sum as it is typed now, if it is one: for the words on the button."""
        read = POUNDS.fullmatch(str(self["amount"].value() or "").strip())
        return int(read[1].replace(",", "")) * 100 + int(read[2] or 0) if read else None


def _ways(name: str) -> list[tuple[Reach, Option]]:
    theirs = f"{name}’s own account" if name else "Their own account"
    return [
        (Reach.OWN_ACCOUNT, Option(theirs, "They say where to pay it, by a link on their phone")),
        (Reach.STRAIGHT, Option("Straight to a shop or college", "They say where, by a link")),
    ]
