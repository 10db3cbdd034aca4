"""Budgets as a list shows them: where each is, what is next, and what a week costs."""

from datetime import date
from typing import Any

from budgets.plans.models import Budget
from budgets.plans.selectors import conditions, listing
from budgets.plans.values import BudgetState
from web.budgets.words import FREQUENCY_WORDS, KIND_WORDS, STATE_WORDS
from web.templatetags.wherewithal import day_words


def cards(budgets: list[Budget], today: date) -> list[dict[str, Any]]:
    """A card each; as many queries for many as for one."""
    weekly, next_up = listing.weekly_shown(budgets, today), NextUp(budgets, today)
    return [
        {
            "budget": one,
            "state": STATE_WORDS[one.state],
            "kind": KIND_WORDS[one.kind],
            "weekly_pence": weekly.get(one.id),
            "words": next_up.words(one),
        }
        for one in budgets
    ]


class NextUp:
    """What is next for each of some budgets, asked of all of them at once."""

    def __init__(self, budgets: list[Budget], today: date) -> None:
        agreed = [one for one in budgets if one.state == BudgetState.AGREED]
        self.today = today
        self.missing = conditions.list_missing_of(agreed)
        self.days = listing.next_pay_days(budgets, today)
        self.stopped = listing.suspensions(budgets)

    def words(self, budget: Budget) -> str:
        """In a few words."""
        if budget.state == BudgetState.DRAFT:
            return "A manager agrees it"
        if budget.waits:  # type: ignore[attr-defined]  # as the list was asked
            return "Something waits for a manager’s yes"
        if budget.state == BudgetState.AGREED:
            count = len(self.missing[budget.id])
            return f"{count} condition{'s' if count != 1 else ''} open"
        if pause := self.stopped.get(budget.id):
            return f"Since {day_words(pause.starts_on, self.today)}: {pause.words}"
        return self._paid(budget)

    def _paid(self, budget: Budget) -> str:
        day, over = self.days.get(budget.id), budget.state != BudgetState.ACTIVE
        if budget.ends_on and (over or not day):
            return f"Last day {day_words(budget.ends_on, self.today)}"
        if day:
            return f"{FREQUENCY_WORDS[budget.frequency]}, next on {day_words(day, self.today)}"
        return "Nothing to pay for now" if budget.state == BudgetState.ACTIVE else ""
