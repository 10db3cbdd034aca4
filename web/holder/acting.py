"""What a holder does, one tap each: where to pay it, whether it helped, take an asking back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from budgets.councils.rights import Action
from budgets.recovery import selectors
from budgets.recovery.models import RecoveryBudget
from budgets.recovery.services import (
    answer_whether_it_helped,
    hand_over_link,
    withdraw_request,
)
from budgets.recovery.values import Helped, Reach
from ledgers.errors import Refusal
from web.holder.forms import HelpedForm
from web.holder.whose import HolderPage


class OneTap(HolderPage):
    """An answer given on the home; a refusal leads back there."""

    def granted(self) -> RecoveryBudget:
        """
        The recovery budget in the address.

        :raises Http404: it is not theirs, or was never authorised
        """
        recovery = selectors.find_recovery(self.asked())
        if recovery is None:
            raise Http404
        return recovery

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not, and lead back home."""
        context = {"refusal": refusal, "back": reverse("home")}
        return TemplateResponse(self.request, "web/refused.html", context, status=409)


class WhereToPay(OneTap):
    """Lead a holder to the page where they type their bank details themselves."""

    action = Action.RECOVERY_SAY_WHERE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the link, or make a new one, and go there."""
        recovery = self.granted()
        if recovery.request.reach != Reach.OWN_ACCOUNT:
            raise Http404
        return redirect(hand_over_link(recovery=recovery, now=self.now))


class DidItHelp(OneTap):
    """Yes, a little, no; and words if somebody likes."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the answer and say thank you."""
        recovery, form = self.granted(), HelpedForm(request.POST)
        if not form.is_valid():
            context = {"form": form, "recovery": recovery, "asked": recovery.request}
            return TemplateResponse(request, "holder/helped.html", context, status=422).render()
        answer_whether_it_helped(
            recovery=recovery,
            helped=Helped(form.cleaned_data["helped"]),
            words=form.cleaned_data["words"],
            by=self.member,
            now=self.now,
        )
        messages.success(request, "Thank you for telling us. We don’t ask again.")
        return redirect(*self.home_of(recovery.request.person))


class TakeBack(OneTap):
    """Take an asking back before it is decided."""

    action = Action.RECOVERY_WITHDRAW

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back."""
        asked = withdraw_request(request=self.asked(), by=self.member, now=self.now)
        messages.success(request, "You took it back. You can always ask again.")
        return redirect(*self.home_of(asked.person))
