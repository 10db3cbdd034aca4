"""Yes, no with a kind reason, or on to the manager: the answers to what waits."""

from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from budgets.councils.rights import Action
from budgets.recovery.services import authorise_recovery_budget, pass_to_manager, refuse_request
from ledgers.errors import Refusal
from web.doors import FormPage
from web.practitioner.deciding_forms import KindNoForm
from web.practitioner.one_request import OneRequest
from web.progress import whom


class FromQueue(OneRequest):
    """An answer given in the queue; a refusal leads back there."""

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not, and lead back to the queue."""
        context = {"refusal": refusal, "back": reverse("queue")}
        return TemplateResponse(self.request, "web/refused.html", context, status=409)


class SayYes(FromQueue):
    """Authorise what waits."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Promise it, and show where the money is."""
        asked = self.asked()
        authorise_recovery_budget(request=asked, by=self.member, now=self.now)
        return redirect("authorised", asked.id)


class PassOn(FromQueue):
    """Give the decision to the manager."""

    action = Action.RECOVERY_PASS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Pass it on, and show that the manager has it."""
        asked = pass_to_manager(request=self.asked(), by=self.member, now=self.now)
        return redirect("authorised", asked.id)


class SayNo(FormPage, OneRequest):
    """Say no, with a reason that the person will read."""

    action = Action.RECOVERY_REFUSE
    template_name = "practitioner/say_no.html"
    form_class = KindNoForm
    what = "what they asked for"

    def form_options(self) -> dict[str, Any]:
        """The offered sentences call the person by name."""
        self.request_asked = self.asked()
        return {"name": self.request_asked.person.first_name}

    def act(self, form: Form) -> HttpResponse:
        """Keep the reason and tell the person."""
        asked = self.request_asked
        reason = cast(KindNoForm, form).reason()
        refuse_request(request=asked, reason=reason, by=self.member, now=self.now)
        name = asked.person.first_name
        messages.success(self.request, f"{name} can read your answer now. It is kind to ring too.")
        return redirect("queue")

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """What was asked, and the reason to give."""
        asked = self.request_asked
        self.saw(asked.person)
        return self.page(status=status, form=form, asked=asked, whom=whom(asked))
