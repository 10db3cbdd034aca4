"""The teams' direct payments and other ongoing budgets, what needs somebody first."""

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.plans.selectors import listing
from budgets.plans.selectors.listing import Only
from web.budgets.cards import cards
from web.doors import Page
from web.listing import page_of

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
            cards=cards(list(rows), timezone.localdate(self.now)),
            filter=urlencode({name: word for name, word in wanted.items() if word}),
            none_at_all=not any(counts.values()),
        )


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
