"""Where a budget is paid: the way to the page where the holder types their bank details."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.plans.services import hand_over_link
from budgets.plans.values import BudgetState
from web.holder.plan.page import PlanPage
from web.holder.plan.words import is_paid_out


class WherePaid(PlanPage):
    """Lead a holder to the page where they say where this budget is paid."""

    action = Action.RECOVERY_SAY_WHERE
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the link, or make a new one, and go there."""
        budget = self.budget()
        if budget.state == BudgetState.ENDED or budget.person.died_on or not is_paid_out(budget):
            raise Http404
        return redirect(hand_over_link(budget=budget, by=self.viewer.user_id, now=self.now))
