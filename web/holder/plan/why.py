"""Why is my balance this: each sort of movement, adding up to the penny."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from budgets.plans.models import Budget
from budgets.plans.selectors.why import Why, why_balance
from budgets.plans.values import KnownFrom
from web.holder.plan.movements import sort_words
from web.holder.plan.page import PlanPage
from web.holder.plan.words import span_words


@dataclass(frozen=True)
class WhyLine:
    """One sort of movement: what it is, how often and when, and what it came to."""

    words: str
    often: str
    span: str
    pence: int


class WhyBalance(PlanPage):
    """What came in, what went out, and what that leaves."""

    template_name = "holder/plan/why.html"
    what = "why their balance is what it is"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """The lines, with how long the longest bar is."""
        today = timezone.localdate(self.now)
        balance = why_balance(budget)
        lines = [_line(why, today) for why in balance.lines]
        return {
            "lines": sorted(lines, key=lambda line: line.pence < 0),
            "came_pence": sum(line.pence for line in lines if line.pence >= 0),
            "went_pence": sum(line.pence for line in lines if line.pence < 0),
            "most": max((abs(line.pence) for line in lines), default=0),
            "balance": balance,
            "spent_more": max(-balance.balance_pence, 0),
            "known_until": budget.known_until,
            "unknown": budget.known_from == KnownFrom.NOTHING,
        }


def _line(why: Why, today: date) -> WhyLine:
    often = "once" if why.count == 1 else f"{why.count} times"
    span = span_words(why.first_on, why.last_on, today)
    return WhyLine(sort_words(why.kind, why.purpose), often, span, why.pence)
