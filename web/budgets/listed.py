"""The teams' direct payments and other ongoing budgets, what needs somebody first."""

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.plans.models import Budget
from budgets.plans.selectors import conditions, listing
from budgets.plans.selectors.listing import Only
from budgets.plans.values import BudgetState
from web.budgets.words import FREQUENCY_WORDS, KIND_WORDS, STATE_WORDS
from web.doors import Page
from web.listing import page_of
from web.templatetags.wherewithal import day_words

TABS: Final = {
    None: "All",
    Only.WAITING: "Waiting for a yes",
    Only.OPEN: "Conditions open",
    Only.PAID: "Paid",
    Only.STOPPED: "Stopped",
    Only.ENDING: "Ending",
    Only.ENDED: "Ended",
}


class Budgets(Page):
    """Every ongoing budget of the viewer's teams, by state and search, a page at a time."""

    action = Action.BUDGETS_DRAFT
    template_name = "budgets/budgets.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them."""
        who = request.GET.get("who", "").strip()[:100]
        only = next((tab for tab in TABS if tab and tab == request.GET.get("only")), None)
        rows = page_of(request, listing.list_budgets(self.viewer, words=who, only=only))
        counts = listing.count_budgets(self.viewer)
        wanted = {"who": who, "only": only}
        return self.page(
            who=who,
            only=only or "",
            tabs=[_tab(tab, words, who, only, counts) for tab, words in TABS.items()],
            rows=rows,
            cards=self._cards(list(rows)),
            filter=urlencode({name: word for name, word in wanted.items() if word}),
            none_at_all=not any(counts.values()),
        )

    def _cards(self, budgets: list[Budget]) -> list[dict[str, Any]]:
        today = timezone.localdate(self.now)
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
        day = self.days.get(budget.id)
        if day:
            return f"{FREQUENCY_WORDS[budget.frequency]}, next on {day_words(day, self.today)}"
        if budget.ends_on:
            return f"Last day {day_words(budget.ends_on, self.today)}"
        return "Nothing to pay for now" if budget.state == BudgetState.ACTIVE else ""


def _tab(
    tab: Only | None, words: str, who: str, only: Only | None, counts: dict[Only, int]
) -> dict[str, Any]:
    asked = {"who": who, "only": tab}
    return {
        "words": words,
        "count": counts[tab] if tab else None,
        "address": "?" + urlencode({name: word for name, word in asked.items() if word}),
        "current": tab == only,
    }
