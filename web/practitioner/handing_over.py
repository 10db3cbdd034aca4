"""Handing the link over, on a screen or on paper; giving up what has not left."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.recovery import selectors
from budgets.recovery.services import (
    cancel_recovery_budget,
    hand_over_link,
    send_hand_over_link,
)
from web.practitioner.one_request import OneRequest
from web.progress import whom


class EmailLink(OneRequest):
    """E-mail the link once more."""

    action = Action.RECOVERY_LINK

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write the e-mail; it leaves after the transaction."""
        recovery = self.granted()
        send_hand_over_link(recovery=recovery, now=self.now)
        messages.success(request, f"The link is on its way to {recovery.request.person.email}.")
        return redirect("authorised", recovery.request_id)


class NewLink(OneRequest):
    """Make the link again when the one before is over."""

    action = Action.RECOVERY_LINK

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it; the page then shows it."""
        recovery = self.granted()
        hand_over_link(recovery=recovery, now=self.now)
        return redirect("authorised", recovery.request_id)


class GiveUp(OneRequest):
    """Give up what has not left: the sum goes back to the pot."""

    action = Action.RECOVERY_CANCEL

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give it up, if it has not left meanwhile."""
        recovery = self.granted()
        cancel_recovery_budget(recovery=recovery, by=self.viewer.user_id, now=self.now)
        return redirect("authorised", recovery.request_id)


class Letter(OneRequest):
    """The link as a letter on paper, because a phone is not the only way."""

    action = Action.RECOVERY_LINK
    template_name = "practitioner/letter.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the letter, while there is a link to write in it."""
        recovery = self.granted()
        link = selectors.find_hand_over_link(recovery, self.now)
        if not link:
            raise Http404
        self.saw(recovery.request.person)
        asked = recovery.request
        return self.page(recovery=recovery, asked=asked, link=link, whom=whom(asked))
