"""What somebody adds themselves: what was due, what was paid, what is still open."""

from typing import Any

from django.utils import timezone

from budgets.councils.rights import Action
from budgets.plans.models import Budget
from budgets.plans.rules.contributions import arrears_words
from budgets.plans.selectors.contributions import LineKind, find_arrears, list_lines
from budgets.plans.selectors.left import known_day
from budgets.plans.values.contributions import Arrears
from budgets.plans.values.schedule import ContributionMode
from web.holder.plan.page import PlanPage
from web.holder.plan.words import contribution_words
from web.templatetags.wherewithal import pounds

MOST_LINES = 40

KIND = {
    LineKind.DUE: ("", ""),
    LineKind.CHANGED: ("Changed", "outline"),
    LineKind.PAID: ("Paid", "calm"),
    LineKind.CAME_BACK: ("Came back", "clay"),
}
"""What each line is, as a status word and its tint; what was simply due has none."""


class Contributions(PlanPage):
    """Each line with what was open after it, the newest first."""

    action = Action.CONTRIBUTIONS_READ
    template_name = "holder/plan/contributions.html"
    what = "their own part"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """Where they stand, as far as we can know it."""
        own, today = self.is_own(budget.person), timezone.localdate(self.now)
        net = budget.contribution_mode == ContributionMode.NET
        known = known_day(budget, today) if net else today
        arrears = find_arrears(budget, known or today)
        lines = list_lines(budget)[::-1]
        return {
            "known": known,
            "arrears": arrears,
            "stands": _stands(arrears, net=net) if known else "",
            "way": contribution_words(budget.contribution_mode, own=own),
            "lines": [(line, *KIND[line.kind]) for line in lines[:MOST_LINES]],
            "more": len(lines) > MOST_LINES,
            "assessments": list(budget.assessments.order_by("-starts_on", "-recorded_at")),
        }


def _stands(arrears: Arrears, *, net: bool) -> str:
    """Where they stand in words; what is paid into an account of their own, we only see there."""
    if net and arrears.owed_pence:
        return f"We have not seen {pounds(arrears.owed_pence)} of it in the account yet."
    return arrears_words(arrears)
