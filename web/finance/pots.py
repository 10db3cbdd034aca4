"""The teams' pots, and filling one."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.models import Team
from budgets.councils.rights import Action, may
from budgets.councils.services import fill_pot
from web.doors import FormPage, Page
from web.finance.forms import FillPotForm
from web.templatetags.wherewithal import pounds


class Pots(Page):
    """Each team's pot: what is left of it, and what it was filled with."""

    action = Action.TEAMS_READ
    template_name = "finance/pots.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the pots."""
        today = timezone.localdate(self.now)
        teams = councils.teams_for(self.viewer).select_related("pot")
        return self.page(
            pots=[(team, councils.pot_of(team, today)) for team in teams],
            fillings=councils.list_fillings(self.viewer)[:20],
            may_fill=may(self.viewer.roles, Action.POTS_FILL),
        )


class FillPot(FormPage):
    """Putting council funding into a pot, with its reason in words."""

    action = Action.POTS_FILL
    template_name = "finance/fill_pot.html"
    form_class = FillPotForm

    def team(self) -> Team:
        """The team of the address, if the viewer may fill its pot."""
        teams = councils.teams_for(self.viewer, self.action).select_related("pot")
        return get_object_or_404(teams, pk=self.kwargs["team_id"])

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, beside what is in the pot now."""
        team = self.team()
        pot = councils.pot_of(team, timezone.localdate(self.now))
        return self.page(status=status, form=form, team=team, pot=pot)

    def act(self, form: Form) -> HttpResponse:
        """Fill it, once for its key."""
        typed = form.cleaned_data
        filling = fill_pot(
            team=self.team(),
            pence=typed["amount"],
            reason=typed["reason"],
            key=typed["key"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, f"{pounds(filling.pence)} is in the pot.")
        return redirect("pots")
