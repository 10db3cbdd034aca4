"""What the signatories of a shared budget decide together: ask, sign, take back."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.councils.selectors import names_of
from budgets.plans.errors import SharedUnsaid, SumMissing
from budgets.plans.models import Budget, SharedDecision
from budgets.plans.selectors import sharing as seen
from budgets.plans.services import (
    agree_shared_decision,
    ask_shared_decision,
    withdraw_shared_decision,
)
from budgets.plans.values import BudgetState
from ledgers.errors import Refusal
from web.doors import FormPage
from web.holder.plan.forms import ShareForm
from web.holder.plan.page import PlanPage
from web.templatetags.wherewithal import pounds

MOST_SHOWN = 100


class Sharing(FormPage, PlanPage):
    """Everything that was decided or waits, and a box to ask for more."""

    action = Action.BUDGETS_SHARE
    template_name = "holder/plan/sharing.html"
    what = "what they decide together"
    form_class = ShareForm
    fields_of: ClassVar = {SharedUnsaid: "words", SumMissing: "amount"}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The page around the box."""
        budget = self.budget()
        return self.page(status=status, form=form, **self.about(budget), **self.shown(budget))

    def shown(self, budget: Budget) -> dict[str, Any]:
        """What waits, what is decided, and who signs."""
        decisions = list(seen.list_decisions(budget)[:MOST_SHOWN])
        names = names_of(by for one in decisions for by in (one.asked_by, one.agreed_by))
        told = [
            (one, names.get(one.asked_by, ""), names.get(one.agreed_by or one.asked_by, ""))
            for one in decisions
        ]
        today = timezone.localdate(self.now)
        return {
            "waiting": [row for row in told if not row[0].agreed_at and not row[0].withdrawn_at],
            "done": [row for row in told if row[0].agreed_at or row[0].withdrawn_at],
            "signs": seen.is_signatory(budget, self.viewer.user_id, today),
            "going": budget.state == BudgetState.ACTIVE,
            "signatories": [one.full_name for one in seen.list_signatories(budget, today)],
            "viewer_id": self.viewer.user_id,
        }

    def act(self, form: Form) -> HttpResponse:
        """Ask for it; up to the agreed sum it is decided by that."""
        budget = self.budget()
        asked = ask_shared_decision(
            budget=budget,
            words=form.cleaned_data["words"],
            pence=form.cleaned_data["amount"],
            by=self.viewer.user_id,
            now=self.now,
        )
        said = "needs one more signature" if asked.needs_two else "is decided"
        messages.success(self.request, f"{pounds(asked.pence)} {said}.")
        return redirect("plan_sharing", budget.id)


class OneDecision(PlanPage):
    """An answer to one decision, given on the list; a refusal leads back there."""

    action = Action.BUDGETS_SHARE
    what = "what they decide together"
    http_method_names = ("post",)

    def decision(self, budget: Budget) -> SharedDecision:
        """
        The decision in the address.

        :raises Http404: it is not one of this budget's
        """
        found = seen.list_decisions(budget).filter(pk=self.kwargs["decision_id"]).first()
        if found is None:
            raise Http404
        return found

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not, and lead back."""
        back = reverse("plan_sharing", args=[self.kwargs["budget_id"]])
        context = {"refusal": refusal, "back": back}
        return TemplateResponse(self.request, "web/refused.html", context, status=409)


class Sign(OneDecision):
    """Sign what somebody else asked for."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign it."""
        budget = self.budget()
        signed = agree_shared_decision(
            decision=self.decision(budget), by=self.viewer.user_id, now=self.now
        )
        messages.success(request, f"You signed: {pounds(signed.pence)} for {signed.words}.")
        return redirect("plan_sharing", budget.id)


class TakeDecisionBack(OneDecision):
    """Take back what waits for a signature."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back."""
        budget = self.budget()
        withdraw_shared_decision(
            decision=self.decision(budget), by=self.viewer.user_id, now=self.now
        )
        messages.success(request, "It is taken back. You can always ask again.")
        return redirect("plan_sharing", budget.id)
