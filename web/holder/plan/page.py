"""One budget's pages: whose it is, and what every one of them knows."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from budgets.councils.rights import Action
from budgets.plans import selectors as plans
from budgets.plans.models import Budget
from budgets.plans.values import BudgetKind
from web.holder.plan.ways import ways_of
from web.holder.plan.words import belonging_to
from web.holder.whose import HolderPage

ONGOING = (BudgetKind.DIRECT_PAYMENT, BudgetKind.MANAGED)
"""What goes on and has a plan; a one-off budget is on the home alone."""


class PlanPage(HolderPage):
    """A page about one budget that goes on, for whoever manages it; for nobody else it exists."""

    action: ClassVar[Action] = Action.BUDGETS_READ

    def budget(self) -> Budget:
        """
        The budget in the address, and that somebody looked at it.

        :raises Http404: it is not theirs
        """
        seen = plans.visible_to(self.as_holder(), self.action).filter(kind__in=ONGOING)
        found = (
            seen.select_related("person__team", "account")
            .filter(pk=self.kwargs["budget_id"])
            .first()
        )
        if found is None:
            raise Http404
        self.saw(found.person)
        return found

    def about(self, budget: Budget) -> dict[str, Any]:
        """Whose budget it is, in words, and the way home."""
        person, own = budget.person, self.is_own(budget.person)
        home = reverse("home") if own else reverse("home_of", args=[person.id])
        whose = "your" if own else belonging_to(person)
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        return {
            "budget": budget,
            "person": person,
            "own": own,
            "whose": whose,
            "home": home,
            "ways": ways_of(budget, own=own, here=here or ""),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        budget = self.budget()
        return self.page(**self.about(budget), **self.shown(budget))

    def shown(self, budget: Budget) -> dict[str, Any]:
        """What this page shows of the budget."""
        raise NotImplementedError
