"""
The one door of every page for members: who is it, may they, the page, who has looked.

A page is a subclass that says which right it asks for and shows or does one thing. A refusal of
the trade rolls everything back and comes back to the page, which shows its sentence and keeps
what was typed.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from budgets.councils import selectors as councils
from budgets.councils.models import Member
from budgets.councils.rights import Action, may
from budgets.councils.rules import judge_sign_in, main_role
from budgets.councils.values import SignIn
from budgets.people.models import Person
from budgets.people.services import record_reads
from budgets.plans.selectors import viewer_for
from ledgers.doors import acting_for
from ledgers.values import Viewer
from web.thresholds import Door, WithForm

COUNCIL_IN_SESSION = "book"
STRONGER_WAYS = {
    SignIn.ADD_SECOND_FACTOR: "mfa_activate_totp",
    SignIn.NOT_BY_CODE: "staff_way",
}


class Page(Door):
    """
    One page for members of a council.

    :ivar action: the right that is asked at the door; without it the page does not exist
    :ivar what: how a look at somebody's records is named in their list of who has looked
    """

    action: ClassVar[Action]
    what: ClassVar[str] = ""
    member: Member
    memberships: list[Member]

    def open_door(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase | None:
        """Ask who it is, whether they signed in well enough, and whether they may."""
        self.looked_at: list[Person] = []
        if not request.user.is_authenticated:
            return redirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path()})}")
        self.memberships = councils.list_memberships(request.user)
        member = current_member(request, self.memberships)
        if member is None:
            return TemplateResponse(request, "web/no_council.html", status=403).render()
        self.member, self.viewer = member, viewer_for(member, self.now)
        request.page = self  # type: ignore[attr-defined]  # for the context processor
        if way := stronger_way(request, self.viewer):
            return redirect(way)
        return None if may(self.viewer.roles, self.action) else self.not_for_them()

    def not_for_them(self) -> HttpResponseBase:
        """
        What somebody without the right sees: nothing, unless a page has something to tell them.

        :raises Http404: as if there were no such page
        """
        raise Http404

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let no browser keep the page: the next one at this screen may be somebody else."""
        response = super().dispatch(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def saw(self, person: Person) -> None:
        """Note that this viewer looked at somebody's records; kept once the page is rendered."""
        self.looked_at.append(person)

    def close_door(self) -> None:
        """Keep who has looked at whose records, for them to see."""
        others = [p for p in self.looked_at if p.user_id != self.viewer.user_id]
        if not others:
            return
        with acting_for(self.viewer):
            record_reads(
                people=others,
                by=self.viewer.user_id,
                role=main_role(self.viewer.roles),
                what=self.what,
                now=self.now,
            )


class FormPage(WithForm, Page):
    """A page for members with one form, shown again with what was typed until it is right."""


def current_member(request: HttpRequest, memberships: Sequence[Member]) -> Member | None:
    """The membership that this session acts in: the chosen council, or the first."""
    chosen = request.session.get(COUNCIL_IN_SESSION)
    acting = [member for member in memberships if str(member.book_id) == chosen]
    return next(iter([*acting, *memberships]), None)


def stronger_way(request: HttpRequest, viewer: Viewer) -> str:
    """The page that makes this sign-in good enough for who somebody is, or nothing."""
    verdict = judge_sign_in(
        roles=viewer.roles,
        methods=[r["method"] for r in get_authentication_records(request, request.user)],
        staff_by_code=settings.STAFF_SIGN_IN_BY_CODE,
    )
    return STRONGER_WAYS.get(verdict, "")
