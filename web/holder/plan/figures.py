"""Why is it this much: the week's money line by line, what it was before, and what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from budgets.plans.models import Budget, BudgetStatement, StatementLine
from budgets.plans.selectors import statements
from budgets.plans.selectors.history import list_changes
from budgets.plans.values.rates import RATE_WORDS, RateName, RateRow, Unit
from web.holder.plan.page import PlanPage
from web.listing import page_of


@dataclass(frozen=True)
class RateSaid:
    """A rate as it stood: what it is, its number with its unit, since when, and who says so."""

    words: str
    value: str
    starts_on: date
    source: str


class Figures(PlanPage):
    """The figures in force, each line with its rule; others before and after; the history."""

    template_name = "holder/plan/figures.html"
    what = "how their budget is worked out"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """The figures that count now, or the first that will."""
        today = timezone.localdate(self.now)
        in_force = statements.find_in_force(budget, today)
        others = [one for one in _told(budget) if one != in_force]
        shown = in_force or next(iter(reversed(others)), None)
        return {
            "statement": shown,
            "in_force": in_force,
            "lines": _lines(shown),
            "coming": [o for o in others if o.starts_on > today and o != shown],
            "earlier": [o for o in others if o.starts_on <= today and o != shown],
            "changes": page_of(self.request, list_changes(budget)),
        }


def _told(budget: Budget) -> list[BudgetStatement]:
    """Figures that are agreed or wait to be, the newest first; what was taken back isn't told."""
    return list(budget.statements.filter(withdrawn_at=None).order_by("-number"))


def _lines(statement: BudgetStatement | None) -> list[tuple[StatementLine, list[RateSaid]]]:
    if statement is None:
        return []
    lines: Iterable[StatementLine] = statement.lines.order_by("place")
    return [(line, [_said(rate) for rate in line.rates]) for line in lines]


def _said(rate: Mapping[str, Any]) -> RateSaid:
    starts_on = date.fromisoformat(rate["starts_on"])
    name, unit = RateName(rate["name"]), Unit(rate["unit"])
    row = RateRow(name, rate["value"], unit, starts_on, rate["source"])
    words = RATE_WORDS[name]
    return RateSaid(words[:1].upper() + words[1:], row.words, starts_on, row.source)
