"""What somebody decided, and how it turned out."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from budgets.councils.rights import Action
from budgets.recovery.selectors import looking_back
from budgets.recovery.values import Helped
from web.doors import Page
from web.practitioner.people import rows

MOST_SHOWN = 25


class Decisions(Page):
    """My decisions: what became of the money, and whether it helped."""

    action = Action.RECOVERY_AUTHORISE
    template_name = "practitioner/decisions.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them, newest first."""
        decided = looking_back.list_decided_by(self.viewer)
        shown = Paginator(decided, MOST_SHOWN).get_page(request.GET.get("page"))
        answers = Counter(decided.values_list("recovery__help_answer__helped", flat=True))
        return self.page(
            shown=shown,
            rows=rows(shown),
            helped=[answers[helped.value] for helped in Helped],
            answered=sum(answers[helped.value] for helped in Helped),
        )
