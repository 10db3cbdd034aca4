"""Who works here, as what, and in which teams. People who draw on support are not among them."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.councils import selectors as councils
from budgets.councils.errors import RolesMissing
from budgets.councils.models import Member
from budgets.councils.rights import Action
from budgets.councils.services import change_roles, end_member, let_in, place_in_teams
from budgets.councils.values import THEIR_OWN, Role
from web.council.forms import ROLE_WORDS, LetInForm, RolesForm, TeamsForm
from web.doors import FormPage, Page


def roles_in_words(member: Member) -> list[str]:
    """What somebody is here, in words; what they are for themselves is theirs."""
    held = {row.role for row in member.roles.all()}
    return [ROLE_WORDS[role] for role in Role if role in held - THEIR_OWN]


class Members(Page):
    """Everybody who works here."""

    action = Action.MEMBERS_CHANGE
    template_name = "council/members.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them by name, whoever left last."""
        staff = councils.list_staff(self.viewer)
        return self.page(
            members=[(one, roles_in_words(one)) for one in staff if not one.ended_at],
            left=[one for one in staff if one.ended_at],
        )


class LetIn(FormPage):
    """Somebody new, or somebody who comes back."""

    action = Action.MEMBERS_CHANGE
    template_name = "council/let_in.html"
    form_class = LetInForm
    fields_of: ClassVar = {RolesMissing: "roles"}

    def act(self, form: Form) -> HttpResponse:
        """Let them in."""
        member = let_in(
            book_id=self.viewer.book_id,
            by=self.viewer.user_id,
            now=self.now,
            **form.cleaned_data,
        )
        messages.success(self.request, f"{member} can sign in now.")
        return redirect("member", member.id)


class AboutMember(Page):
    """What the pages of one member share."""

    action = Action.MEMBERS_CHANGE

    def about(self) -> Member:
        """The member of the address, if they work here."""
        staff = councils.list_staff(self.viewer, self.action)
        return get_object_or_404(staff, pk=self.kwargs["member_id"])


class OneMember(AboutMember):
    """One member: roles, teams, and the way out."""

    template_name = "council/member.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what they are and where they have a place."""
        about = self.about()
        return self.page(
            about=about,
            roles=roles_in_words(about),
            teams=[place.team for place in about.places.all()],
            limits=councils.limits_on(about, self.now.date()),
            own=about.user_id == self.viewer.user_id,
        )


class ChangeRoles(FormPage, AboutMember):
    """What they are to the council, said anew."""

    template_name = "council/change.html"
    form_class = RolesForm
    fields_of: ClassVar = {RolesMissing: "roles"}

    def form_options(self) -> dict[str, Any]:
        """Tick what they are now."""
        return {"initial": {"roles": [row.role for row in self.about().roles.all()]}}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, under whose it is."""
        return self.page(status=status, form=form, about=self.about(), button="Keep these roles")

    def act(self, form: Form) -> HttpResponse:
        """Change them."""
        roles = form.cleaned_data["roles"]
        member = self.about()
        change_roles(member=member, roles=roles, by=self.viewer.user_id)
        return redirect("member", member.id)


class PlaceInTeams(FormPage, AboutMember):
    """In which teams they have a place."""

    template_name = "council/change.html"
    form_class = TeamsForm

    def form_options(self) -> dict[str, Any]:
        """Every team, theirs ticked."""
        return {
            "teams": councils.teams_for(self.viewer),
            "initial": {"teams": [place.team_id for place in self.about().places.all()]},
        }

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, under whose it is."""
        return self.page(status=status, form=form, about=self.about(), button="Keep these teams")

    def act(self, form: Form) -> HttpResponse:
        """Place them."""
        member = self.about()
        place_in_teams(member=member, teams=form.cleaned_data["teams"])
        return redirect("member", member.id)


class EndMember(AboutMember):
    """The end of somebody's work here."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it; they are out at once."""
        member = end_member(member=self.about(), by=self.viewer.user_id, now=self.now)
        messages.success(request, f"{member} does not work here any more.")
        return redirect("members")
