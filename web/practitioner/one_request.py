"""What pages about one asking share: whose it is, and where a refusal leads back to."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from budgets.councils.rights import Action
from budgets.recovery import selectors
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from ledgers.errors import Refusal
from web.doors import Page


class OneRequest(Page):
    """A page about one asking of the viewer's teams; anybody else's does not exist."""

    action: ClassVar[Action] = Action.RECOVERY_AUTHORISE
    what = "a one-off budget"

    def asked(self) -> RecoveryRequest:
        """
        The asking in the address.

        :raises Http404: it is not the viewer's to see
        """
        seen = selectors.visible_to(self.viewer, self.action).select_related("team__pot")
        found = seen.filter(pk=self.kwargs["request_id"]).first()
        if found is None:
            raise Http404
        return found

    def granted(self) -> RecoveryBudget:
        """
        The recovery budget that it became.

        :raises Http404: it was not authorised
        """
        recovery = selectors.find_recovery(self.asked())
        if recovery is None:
            raise Http404
        return recovery

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not, and lead back to where it stands."""
        back = reverse("authorised", args=[self.kwargs["request_id"]])
        context = {"refusal": refusal, "back": back}
        return TemplateResponse(self.request, "web/refused.html", context, status=409)
