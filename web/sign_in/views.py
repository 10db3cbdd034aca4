"""The way in, and the first page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from budgets.councils.rights import Action
from web.doors import Page
from web.menu import first_page


class Start(Page):
    """Where everybody arrives: led on to the first page of what they are."""

    action = Action.POLICY_READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on to the first page of the main role."""
        return redirect(first_page(self.viewer.roles, request))


class SignIn(View):
    """The short address of signing in: a code by e-mail."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on to asking for a code, remembering where somebody wanted to go."""
        wanted = request.GET.get("next", "")
        query = f"?{urlencode({'next': wanted})}" if wanted else ""
        return redirect(reverse("account_request_login_code") + query)
