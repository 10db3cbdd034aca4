"""My plan, from the menu: the one there is, or a choice of several."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.plans import selectors as plans
from web.holder.plan.page import ONGOING
from web.holder.plan.words import KIND, STATE
from web.holder.whose import HolderPage


class Plans(HolderPage):
    """Every plan that this viewer manages."""

    action = Action.BUDGETS_READ
    template_name = "holder/plan/all.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the one there is; otherwise let them choose, or say kindly that there is none."""
        seen = plans.visible_to(self.as_holder(), self.action).filter(kind__in=ONGOING)
        found = list(seen.select_related("person"))
        if len(found) == 1:
            return redirect("plan", found[0].id)
        rows = [(one, KIND[one.kind], self.is_own(one.person), *STATE[one.state]) for one in found]
        return self.page(rows=rows)
