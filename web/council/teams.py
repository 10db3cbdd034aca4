"""The council's teams, and opening one."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from budgets.councils import selectors as councils
from budgets.councils.errors import ReferenceTaken
from budgets.councils.rights import Action
from budgets.councils.services import open_team
from web.council.forms import TeamForm
from web.doors import FormPage


class Teams(FormPage):
    """Each team with who has a place in it; a new one beside them."""

    action = Action.TEAMS_CHANGE
    template_name = "council/teams.html"
    form_class = TeamForm
    fields_of = {ReferenceTaken: "reference"}  # noqa: RUF012  a table

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The teams, and the form."""
        teams = councils.teams_for(self.viewer).prefetch_related("places__member__user")
        return self.page(status=status, form=form, teams=teams)

    def act(self, form: Form) -> HttpResponse:
        """Open the team with its empty pot."""
        typed: dict[str, Any] = form.cleaned_data
        team = open_team(book_id=self.viewer.book_id, now=self.now, **typed)
        messages.success(self.request, f"{team} is open. Its pot is empty: finance fills it.")
        return redirect("teams")
