"""A team's pot: how fast it goes, what for, whether it helped, who may say yes to how much."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.models import Member, Team
from budgets.councils.rights import Action
from budgets.councils.services import give_delegation
from budgets.plans.values.purposes import PURPOSE_WORDS
from budgets.recovery.selectors import looking_back
from web.doors import FormPage, Page
from web.practitioner.deciding_forms import DelegationForm
from web.practitioner.pace import months_until, pace_words


class PotPage(Page):
    """The pots of the viewer's teams, one at a time."""

    action = Action.DELEGATIONS_GIVE
    template_name = "practitioner/pot.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show one team's pot; the others a tap away."""
        teams = list(councils.teams_for(self.viewer, self.action).select_related("pot"))
        wanted = request.GET.get("team", "")
        team = next((one for one in teams if str(one.id) == wanted), teams[0] if teams else None)
        more = self._of(team) if team else {}
        return self.page(teams=teams, team=team, **more)

    def _of(self, team: Team) -> dict[str, Any]:
        today = timezone.localdate(self.now)
        months = months_until(today)
        pence = looking_back.pence_by_month(team, since=months[0])
        pot = councils.pot_of(team, today)
        return {
            "pot": pot,
            "months": [_column(month, pence, today) for month in months],
            "pace": pace_words(pot, pence, today),
            "purposes": [
                (PURPOSE_WORDS[tally.purpose], tally)
                for tally in looking_back.tally_purposes(team, since=months[0])
            ],
            "delegates": [
                (member, councils.limits_on(member, today), member.id == self.member.id)
                for member in councils.list_delegates([team])
            ],
        }


def _column(month: date, pence: dict[date, int], today: date) -> dict[str, Any]:
    current = (month.year, month.month) == (today.year, today.month)
    return {
        "pence": pence.get(month, 0) // 100 * 100,
        "label": "so far" if current else f"{month:%b}",
        "current": current,
    }


class GiveDelegation(FormPage):
    """Say what a practitioner of the team may authorise alone, from today."""

    action = Action.DELEGATIONS_GIVE
    template_name = "practitioner/delegation.html"
    form_class = DelegationForm

    def form_options(self) -> dict[str, Any]:
        """What is delegated now stands in the fields."""
        self.delegate = self._delegate()
        self.limits = councils.limits_on(self.delegate, timezone.localdate(self.now))
        initial = {
            "grant_limit": self.limits.grant_pence,
            "person_year_limit": self.limits.person_year_pence,
        }
        return {"initial": initial}

    def _delegate(self) -> Member:
        teams = councils.teams_for(self.viewer, self.action)
        found = councils.list_delegates(teams).filter(pk=self.kwargs["member_id"]).first()
        if found is None or found.id == self.member.id:
            raise Http404
        return found

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """Whose it is, and the two limits."""
        return self.page(status=status, form=form, delegate=self.delegate, limits=self.limits)

    def act(self, form: Form) -> HttpResponse:
        """Delegate it; what was before stays in the books."""
        give_delegation(
            member=self.delegate,
            grant_limit_pence=form.cleaned_data["grant_limit"],
            person_year_limit_pence=form.cleaned_data["person_year_limit"],
            starts_on=timezone.localdate(self.now),
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, f"{self.delegate} can work with that from now on.")
        return redirect("pot")
