"""Money that is talked about: what is in hand, what is asked back, and what the holder says."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.plans.errors import ReplyMissing, ReplyTooLong
from budgets.plans.models import Budget, RepaymentRequest
from budgets.plans.selectors.surplus import find_open_request, returned_pence
from budgets.plans.services import reply_to_repayment
from budgets.plans.values.agreement import RequestStep
from web.doors import FormPage
from web.holder.plan.forms import ReplyForm
from web.holder.plan.page import PlanPage

STEP = {
    RequestStep.ASKED: ("Waits for an answer", "honey"),
    RequestStep.REPLIED: ("Answered", "outline"),
    RequestStep.WITHDRAWN: ("Taken back", "calm"),
    RequestStep.RETURNED: ("Paid back", "stone"),
}
"""Where a request is, as a status word and its tint."""


class MoneyTalk(FormPage, PlanPage):
    """Every talk about money in hand and every request, and a box to answer the open one."""

    action = Action.REPAYMENTS_REPLY
    template_name = "holder/plan/money.html"
    what = "the talk about their money"
    form_class = ReplyForm
    fields_of: ClassVar = {ReplyMissing: "words", ReplyTooLong: "words"}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The page around the box."""
        budget = self.budget()
        return self.page(status=status, form=form, **self.about(budget), **self.shown(budget))

    def shown(self, budget: Budget) -> dict[str, Any]:
        """The open request, those that are closed, and the conversations, the newest first."""
        requests = list(budget.repayment_requests.order_by("-asked_at", "-id"))
        told = [
            (one, *STEP[RequestStep(one.step)], returned_pence(one), _total(one))
            for one in requests
        ]
        return {
            "open": find_open_request(budget),
            "requests": told,
            "talks": list(budget.surplus_talks.order_by("-opened_at", "-id")),
        }

    def act(self, form: Form) -> HttpResponse:
        """Keep what they say."""
        budget = self.budget()
        reply_to_repayment(
            request=_newest(budget),
            words=form.cleaned_data["words"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, "Thank you. We read it, and call or write to you.")
        return redirect("plan_money", budget.id)


def _total(request: RepaymentRequest) -> int:
    """What its figures come to, in pence: the most that could be asked."""
    return sum(figure["pence"] for figure in request.figures)


def _newest(budget: Budget) -> RepaymentRequest:
    """
    What an answer is about.

    :raises Http404: nothing was ever asked back
    """
    request = budget.repayment_requests.order_by("-asked_at", "-id").first()
    if request is None:
        raise Http404
    return request
