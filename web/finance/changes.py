"""New bank details that wait for a second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.councils.rights import Action, may
from budgets.councils.selectors import names_of
from payments.payouts.models import PayeeChange
from payments.payouts.selectors import desk
from payments.payouts.services import decide_change
from web.doors import Page


class Changes(Page):
    """Whose new bank details wait, and what was decided lately."""

    action = Action.PAYEES_READ
    template_name = "finance/changes.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what waits, the longest waiting first."""
        seen = desk.changes_visible_to(self.viewer)
        decided = list(seen.filter(agreed__isnull=False).order_by("-decided_at")[:20])
        waiting = list(seen.filter(agreed=None))
        names = names_of(change.decided_by for change in decided)
        return self.page(
            waiting=[(change, change.asked_by == self.viewer.user_id) for change in waiting],
            decided=[
                (change, names.get(change.decided_by or change.asked_by, "")) for change in decided
            ],
            may_decide=may(self.viewer.roles, Action.PAYEES_DECIDE),
        )


class Decide(Page):
    """Agreeing or refusing new bank details: never by whoever asked for them."""

    action = Action.PAYEES_DECIDE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide, and say what happens now."""
        change: PayeeChange = get_object_or_404(
            desk.changes_visible_to(self.viewer), pk=kwargs["change_id"]
        )
        agree = request.POST.get("decision") == "agree"
        decide_change(change=change, agree=agree, by=self.viewer.user_id, now=self.now)
        agreed = f"Agreed. {change.payee.display_name} is paid there after the days of care."
        refused = f"Refused. {change.payee.display_name} is paid where they were before."
        messages.success(request, agreed if agree else refused)
        return redirect("payee_changes")
