"""This pay period beside the plan; holiday owed; what one hour more would cost; past pay."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.assistants import selectors as work
from budgets.assistants.models import Engagement, Invoice, Pay
from budgets.assistants.rules.pay.gross import hours_words
from budgets.assistants.selectors.pay.listing import (
    lets_us_pay,
    visible_invoices,
    visible_pays,
)
from budgets.assistants.selectors.pay.so_far import SoFar, so_far_of
from budgets.assistants.services.pay import choose_way, say_paid
from budgets.councils.rights import Action
from budgets.plans.models import Budget
from budgets.plans.selectors.left import weekly_totals
from budgets.plans.services.payees import keeps_money
from payments.payouts.values import london_day
from web.holder.plan.page import PlanPage
from web.hours.pay import A_DAY, about_pay, shown

MOST_SHOWN = 26


class WagesPage(PlanPage):
    """A page about pay from one budget, for whoever manages it."""

    action: ClassVar[Action] = Action.PAY_READ
    what = "what their personal assistants earn"

    def pays(self, budget: Budget) -> Any:
        """What was worked out for this budget."""
        return visible_pays(self.as_holder(), self.action).filter(engagement__budget=budget)

    def engaged(self, budget: Budget) -> list[Engagement]:
        """Everybody who works for this budget's person, or did."""
        seen = work.visible_engagements(self.as_holder()).filter(budget=budget)
        return list(seen.order_by("assistant__full_name", "id"))

    def pay(self, budget: Budget) -> Pay:
        """
        The pay in the address.

        :raises Http404: it is none of this budget's
        """
        found: Pay | None = self.pays(budget).filter(pk=self.kwargs["pay_id"]).first()
        if found is None:
            raise Http404
        return found


class Wages(WagesPage):
    """What work costs now, and what was paid."""

    template_name = "holder/wages/wages.html"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """This period, what is owed, bills, and past pay."""
        today = london_day(self.now)
        engaged = self.engaged(budget)
        now = [so_far_of(one, today) for one in engaged if _counts(one, today)]
        invoices = visible_invoices(self.as_holder(), self.action).filter(budget=budget)
        return {
            "now": [_shown(one) for one in now],
            "engaged": [one for one in engaged if not one.is_self_employed],
            "owed_pence": sum(one.made.owed_pence for one in now),
            "bills": [one for one in invoices if not (one.agreed_at or one.refused_at)],
            "own_account": not keeps_money(budget),
            "council_pays": lets_us_pay(budget),
            "pays": shown(self.pays(budget)[:MOST_SHOWN]),
            **_beside_plan(budget, now),
        }


def _counts(engagement: Engagement, today: Any) -> bool:
    return not engagement.is_self_employed and work.is_open(engagement, today)


def _shown(one: SoFar) -> dict[str, Any]:
    return {
        "name": one.engagement.assistant.first_name,
        "engagement": one.engagement,
        "cost_pence": one.cost_pence,
        "owed_words": hours_words(max(one.made.owed_minutes, 0)),
        "owed_pence": one.made.owed_pence,
        "hour_more_pence": one.hour_more_pence,
        "pay_on": one.period.pay_on,
    }


def _beside_plan(budget: Budget, now: list[SoFar]) -> dict[str, Any]:
    """What the period has cost, beside what the plan has for its weeks."""
    if not now:
        return {}
    period = now[0].period
    weekly = weekly_totals([budget], period.ends_on - A_DAY).get(budget.id, 0)
    plan = weekly * (period.ends_on - period.starts_on).days // 7
    cost = sum(one.cost_pence for one in now)
    return {
        "cost_pence": cost,
        "plan_pence": plan,
        "rest_pence": max(plan - cost, 0),
        "over": cost > plan > 0,
        "starts_on": period.starts_on,
        "last_on": period.ends_on - A_DAY,
    }


class ChooseWay(WagesPage):
    """Who pays the wages: the holder, or the council from what it pays next."""

    action: ClassVar[Action] = Action.SHIFTS_AGREE
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the choice."""
        budget = self.budget()
        ours = request.POST.get("who") == "council"
        choose_way(budget=budget, keeps_back=ours, by=self.viewer.user_id, now=self.now)
        messages.success(request, "We pay the wages from now on." if ours else "You pay the wages.")
        return redirect("wages", budget.id)


class OneWage(WagesPage):
    """One pay, line by line."""

    template_name = "holder/wages/one.html"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """The pay, and where payroll has said it, what goes where."""
        pay = self.pay(budget)
        return {"name": pay.engagement.assistant.first_name, **about_pay(pay)}


class SayPaid(WagesPage):
    """The holder paid it from their own account."""

    action: ClassVar[Action] = Action.SHIFTS_AGREE
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep that they said so; their statement will show it."""
        budget = self.budget()
        say_paid(pay=self.pay(budget), by=self.viewer.user_id, now=self.now)
        messages.success(request, "Thank you. It is marked as paid.")
        return redirect("wages", budget.id)


def bill_of(page: WagesPage, budget: Budget) -> Invoice:
    """
    The bill in the address.

    :raises Http404: it is none of this budget's
    """
    seen = visible_invoices(page.as_holder(), page.action).filter(budget=budget)
    found = seen.filter(pk=page.kwargs["invoice_id"]).first()
    if found is None:
        raise Http404
    return found
