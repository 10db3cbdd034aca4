"""What a provider holds for people who chose it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from budgets.councils.rights import Action
from web.doors import Page


class Funds(Page):
    """The funds of this provider: none, until a person chooses it."""

    action = Action.FUNDS_READ
    template_name = "provider/provider.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say how a fund comes to stand here."""
        return self.page()
