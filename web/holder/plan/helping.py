"""Who helps: who manages the money, who speaks for the person, and the team."""

from typing import Any

from django.utils import timezone

from budgets.plans.models import Budget
from web.holder.plan.page import PlanPage
from web.holder.plan.words import comes_to


class Helping(PlanPage):
    """Everybody who manages or managed it, with their days."""

    template_name = "holder/plan/helping.html"
    what = "who helps them"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """Those of today or later, and those before."""
        today = timezone.localdate(self.now)
        own = self.is_own(budget.person)
        holders = budget.holders.select_related("budget__person")
        told = [(one, comes_to(one, own=own)) for one in holders.order_by("starts_on", "named_at")]
        return {
            "now": [pair for pair in told if not pair[0].ends_on or pair[0].ends_on > today],
            "before": [pair for pair in told if pair[0].ends_on and pair[0].ends_on <= today],
        }
