"""My plan: what the money is for, who manages it, what was decided, and what it comes to."""

from datetime import date
from typing import Any

from django.utils import timezone

from budgets.plans.models import Budget, BudgetHolder, Condition
from budgets.plans.rules.conditions import conditions_for
from budgets.plans.selectors import conditions as decided
from budgets.plans.selectors import statements
from budgets.plans.selectors.ending import find_ending, list_steps, what_is_left
from budgets.plans.values import HolderKind
from budgets.plans.values.conditions import CONDITION_WORDS
from web.holder.plan.page import PlanPage
from web.holder.plan.words import (
    KIND,
    OFTEN,
    STATE,
    comes_to,
    condition_words,
    contribution_words,
    where_kept,
)


class MyPlan(PlanPage):
    """The plan on one page."""

    template_name = "holder/plan/plan.html"
    what = "their plan"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """Its words, people, decisions and figures."""
        own, today = self.is_own(budget.person), timezone.localdate(self.now)
        word, tone = STATE[budget.state]
        in_force = statements.find_in_force(budget, today)
        coming = statements.agreed(budget).filter(starts_on__gt=today).order_by("starts_on")
        return {
            "word": word,
            "tone": tone,
            "kind": KIND[budget.kind],
            "purposes": list(budget.purposes.order_by("place")),
            "outcomes": list(budget.outcomes.order_by("place")),
            "holders": _holders(budget, own=own),
            "conditions": _conditions(budget, own=own),
            "statement": in_force or coming.first() or statements.find_open(budget),
            "often": OFTEN[budget.frequency],
            "kept": where_kept(budget, own=own),
            "contribution_way": contribution_words(budget.contribution_mode, own=own),
            **_ending(budget, today),
        }


def _holders(budget: Budget, *, own: bool) -> list[tuple[BudgetHolder, str]]:
    """Who manages it now or will, each with how they come to."""
    now_or_later = (
        budget.holders.select_related("budget__person")
        .filter(ends_on=None)
        .order_by("starts_on", "named_at")
    )
    return [(one, comes_to(one, own=own)) for one in now_or_later]


def _ending(budget: Budget, today: date) -> dict[str, Any]:
    """How it ends: what is paid first, and what that leaves; nothing while it goes on."""
    ending = find_ending(budget)
    if ending is None:
        return {}
    return {
        "ending": ending,
        "steps": list(list_steps(ending)),
        "at_end": what_is_left(ending, today),
    }


def _conditions(budget: Budget, *, own: bool) -> list[dict[str, Any]]:
    newest: dict[str, Condition] = decided.newest(budget)
    return [
        {
            "words": condition_words(code, budget, own=own),
            "law": CONDITION_WORDS[code],
            "decision": newest.get(code),
        }
        for code in conditions_for(HolderKind(budget.holder_kind))
    ]
