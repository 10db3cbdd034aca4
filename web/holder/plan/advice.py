"""One payment on a page to keep or print: how much, when it is there, for which days, and why."""

from typing import Any

from django.http import Http404

from budgets.plans.models import Budget
from budgets.plans.selectors.remittance import Advice, find_advice
from payments.payouts.values import PaidHow, PaymentState
from web.holder.plan.calendar import STATE
from web.holder.plan.page import PlanPage

BACK = (PaymentState.FAILED, PaymentState.RETURNED)


class AboutPayment(PlanPage):
    """What was paid, for whoever manages the budget."""

    template_name = "holder/plan/payment.html"
    what = "one payment to them"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """
        The payment in the address.

        :raises Http404: it is none of this budget, or has not left yet
        """
        advice = find_advice(budget, self.kwargs["instalment_id"], now=self.now)
        if advice is None or advice.instalment is None:
            raise Http404
        word, tone = STATE[PaymentState(advice.payment.state)]
        return {
            "advice": advice,
            "for_what": "for your direct payment" if self.is_own(budget.person) else "has left us",
            "lines": list(advice.instalment.lines.all()),
            "last_on": advice.instalment.ends_on - advice.instalment.ends_on.resolution,
            "word": word,
            "tone": tone,
            "arrived": _arrived(advice),
            "came_back": advice.payment.state in BACK,
        }


def _arrived(advice: Advice) -> bool:
    """Whether the bank said so; what is only taken as paid has its day on which banks show it."""
    payment = advice.payment
    known = payment.paid_how not in ("", PaidHow.TAKEN)
    return payment.state == PaymentState.PAID and known
