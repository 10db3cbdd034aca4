"""The way in, and the first page."""

from datetime import UTC, datetime
from typing import Any

import structlog
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import ConfirmLoginCodeView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View
from django.views.generic import TemplateView

from budgets.councils.rights import Action
from budgets.councils.services import may_try
from web.doors import COUNCIL_IN_SESSION, Page
from web.menu import first_page
from web.sign_in.example import find_example_user

log = structlog.get_logger(__name__)


class Start(Page):
    """Where everybody arrives: led on to the first page of what they are."""

    action = Action.POLICY_READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on to the first page of the main role."""
        return redirect(first_page(self.viewer.roles, request))


class SignInPage(View):
    """The short address of signing in: a code by e-mail."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on to asking for a code, remembering where somebody wanted to go."""
        wanted = request.GET.get("next", "")
        query = f"?{urlencode({'next': wanted})}" if wanted else ""
        return redirect(reverse("account_request_login_code") + query)


class ConfirmCode(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth has no types
    """The page of the code, with each guess counted before it is looked at."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the count of this code; sending it again has none."""
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return kwargs | {"may_try": self._may_try} if "code" in kwargs else kwargs

    def _may_try(self) -> bool:
        made_at = datetime.fromtimestamp(self._process.state["at"], tz=UTC)
        return may_try(
            name="sign_in_code",
            subject=f"{self.request.session.session_key} {made_at} {self._process.code}",
            most=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS,
            minutes=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            now=made_at,  # every try at one code falls into the window in which it was made
        )


class ActivateSecondFactor(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Turning on the second factor, which counts at once for the session that did it."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Note in the session that the second factor was shown."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return response


class StaffWay(TemplateView):
    """Why a code by e-mail is not enough for somebody who works for the council."""

    template_name = "web/sign_in/staff_way.html"


class ChooseCouncil(Page):
    """Somebody of two councils acts in one at a time."""

    action = Action.POLICY_READ
    template_name = "web/sign_in/choose_council.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the councils that somebody may act in."""
        return self.page(memberships=self.memberships)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act in the chosen council from now on, and log it."""
        chosen = {str(m.book_id): m for m in self.memberships}.get(request.POST.get("book", ""))
        if chosen is None:
            raise Http404
        request.session[COUNCIL_IN_SESSION] = str(chosen.book_id)
        log.info(
            "council_switched",
            user=str(self.viewer.user_id),
            left=str(self.viewer.book_id),
            entered=str(chosen.book_id),
        )
        return redirect("start")


class ExampleSignIn(View):
    """A link of the example council that signs in as one of its people."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in as the user of the link; where there is no example, there is no such page."""
        user = find_example_user(kwargs["token"])
        if user is None:
            raise Http404
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        record_authentication(request, user, "example")
        return redirect("start")
