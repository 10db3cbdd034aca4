"""Adding somebody whom the council doesn't know yet, to write down a direct payment with them."""

from typing import Any, ClassVar, Final, cast

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from budgets.councils import selectors as councils
from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.people.errors import AlreadyHere, BornTooSoon, NameMissing
from budgets.people.services import add_person
from budgets.people.values import Newcomer, PersonKind
from web.doors import FormPage
from web.forms import DayField, Option, OptionsField, WordsField

KINDS: Final = [
    (PersonKind.ADULT, Option("An adult who needs support")),
    (PersonKind.CARER, Option("An unpaid carer", "In their own right")),
    (PersonKind.GROUP, Option("A group or network", "Several people who share a budget")),
]


class NewcomerForm(forms.Form):
    """Who they are, and which team they join."""

    kind = OptionsField(label="Who is it?", choices=KINDS, initial=PersonKind.ADULT)
    full_name = WordsField(label="Name", max_length=200)
    date_of_birth = DayField(
        label="Date of birth", required=False, help_text="Like 14 May 1991. A group has none."
    )
    reference = WordsField(
        label="Reference, if they have one",
        required=False,
        max_length=40,
        help_text="As in your case management system.",
    )
    team = OptionsField(label="Which team?")

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autocomplete"] = "off"
        cast(OptionsField, self.fields["team"]).choices = teams
        if len(teams) == 1:
            del self.fields["team"]

    def clean(self) -> dict[str, Any]:
        """Ask for a date of birth of everybody but a group."""
        said = super().clean() or {}
        born = said.get("date_of_birth") or "date_of_birth" in self.errors
        if said.get("kind") != PersonKind.GROUP and not born:
            self.add_error("date_of_birth", "Write the day, like 14 May 1991.")
        return said


class AddPerson(FormPage):
    """Somebody new, and on to their direct payment."""

    action = Action.PEOPLE_ADD
    template_name = "budgets/add_person.html"
    form_class = NewcomerForm
    fields_of: ClassVar = {
        NameMissing: "full_name",
        AlreadyHere: "full_name",
        BornTooSoon: "date_of_birth",
    }

    def form_options(self) -> dict[str, Any]:
        """The viewer's teams."""
        self.teams = list(councils.teams_for(self.viewer, self.action))
        return {"teams": [(str(team.id), team.name) for team in self.teams]}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, if there is a team to join."""
        return self.page(status=status, form=form, teams=self.teams)

    def act(self, form: Form) -> HttpResponse:
        """
        Add them.

        :raises AlreadyHere: the team knows somebody with this name and date of birth
        """
        said = form.cleaned_data
        wanted = said.get("team") or str(self.teams[0].id)
        team = next(one for one in self.teams if str(one.id) == wanted)
        newcomer = Newcomer(said["full_name"], said["date_of_birth"], team.id)
        if people.find_namesake(newcomer, self.viewer.book_id):
            raise AlreadyHere
        person = add_person(
            team=team,
            full_name=said["full_name"],
            kind=PersonKind(said["kind"]),
            date_of_birth=said["date_of_birth"],
            reference=said["reference"],
            now=self.now,
        )
        messages.success(self.request, f"{person.full_name} is in your team now.")
        return redirect("write_down", person.id)
