"""
The one door of every page: who is it, may they, one transaction, the page, who has looked.

A page is a subclass that says which right it asks for and shows or does one thing. A refusal of
the trade rolls everything back and comes back to the page, which shows its sentence and keeps
what was typed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views import View

from budgets.councils import selectors as councils
from budgets.councils.models import Member
from budgets.councils.rights import Action, may
from budgets.councils.rules import judge_sign_in
from budgets.councils.values import SignIn
from budgets.people.models import Person
from budgets.people.services import record_read
from budgets.plans.selectors import viewer_for
from ledgers.doors import acting_for
from ledgers.errors import Refusal
from ledgers.values import Viewer

COUNCIL_IN_SESSION = "book"
STRONGER_WAYS = {
    SignIn.ADD_SECOND_FACTOR: "mfa_activate_totp",
    SignIn.NOT_BY_CODE: "staff_way",
}


class Page(View):
    """
    One page for members of a council.

    :ivar action: the right that is asked at the door; without it the page does not exist
    :ivar what: how a look at somebody's records is named in their list of who has looked
    """

    action: ClassVar[Action]
    template_name: ClassVar[str]
    what: ClassVar[str] = ""
    viewer: Viewer
    member: Member
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask who it is and whether they may; then show or do, in one transaction."""
        if not request.user.is_authenticated:
            return redirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path()})}")
        self.now = timezone.now()  # noqa: TID251  the door's own clock
        self.looked_at: list[Person] = []
        self.memberships = list(councils.list_memberships(request.user))
        member = current_member(request, self.memberships)
        if member is None:
            return TemplateResponse(request, "web/no_council.html", status=403).render()
        self.member, self.viewer = member, viewer_for(member, self.now)
        request.page = self  # type: ignore[attr-defined]  # for the context processor
        if way := stronger_way(request, self.viewer):
            return redirect(way)
        if not may(self.viewer.roles, self.action):
            raise Http404
        response = self._through_the_door(request, *args, **kwargs)
        self._keep_who_looked()
        return response

    def _through_the_door(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self._shown(super().dispatch, request, *args, **kwargs)
        try:
            with acting_for(self.viewer):
                return super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:
            return self._shown(self.refused, refusal, *args, **kwargs)

    def _shown(self, show: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with acting_for(self.viewer, read_only=True):
            response: HttpResponseBase = show(*args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
        return response

    def page(self, status: int = 200, **context: Any) -> TemplateResponse:
        """This page's template with what it shows."""
        return TemplateResponse(self.request, self.template_name, context, status=status)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the refusal's sentence; a page with a form shows it beside what was typed."""
        return TemplateResponse(self.request, "web/refused.html", {"refusal": refusal}, status=409)

    def saw(self, person: Person) -> None:
        """Note that this viewer looked at somebody's records; kept once the page is rendered."""
        self.looked_at.append(person)

    def _keep_who_looked(self) -> None:
        others = [p for p in self.looked_at if p.user_id != self.viewer.user_id]
        if not others:
            return
        with acting_for(self.viewer):
            for person in others:
                record_read(
                    person=person,
                    by=self.viewer.user_id,
                    role=main_role(self.viewer),
                    what=self.what,
                    now=self.now,
                )


class FormPage(Page):
    """
    A page with one form: shown, then done by one verb, or shown again with what was typed.

    :ivar form_class: the form; `form_options` adds what it needs to know
    """

    form_class: ClassVar[type[Form]]

    def form_options(self) -> dict[str, Any]:
        """What the form is built with, besides what was typed."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.show(self.form_class(**self.form_options()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it when the form is right, and show the form again when it is not."""
        self.form = self.form_class(request.POST, request.FILES, **self.form_options())
        if not self.form.is_valid():
            shown = self.show(self.form, status=422)
            return shown.render() if isinstance(shown, TemplateResponse) else shown
        return self.act(self.form)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form again, with the refusal's sentence and what was typed."""
        self.form.add_error(None, refusal.sentence)
        return self.show(self.form, status=409)

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The page around the form."""
        return self.page(status=status, form=form)

    def act(self, form: Form) -> HttpResponse:
        """Do the one thing that this page is for."""
        raise NotImplementedError


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


def main_role(viewer: Viewer) -> str:
    """The one word for what somebody is, where only one fits."""
    order = ("auditor", "finance", "manager", "practitioner", "administrator", "provider")
    return next((role for role in order if role in viewer.roles), "holder")
