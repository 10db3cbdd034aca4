"""What pages about one budget share: whose it is, who may not decide, where a refusal leads."""

from typing import Any, ClassVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.plans.errors import OwnBudget
from budgets.plans.models import Budget
from budgets.plans.selectors import visible_to
from budgets.plans.values import BudgetKind
from ledgers.errors import Refusal
from web.doors import FormPage, Page


class OneBudget(Page):
    """A page about one budget of the viewer's teams; anybody else's does not exist."""

    action: ClassVar[Action] = Action.BUDGETS_DRAFT
    what = "a direct payment"

    def find(self) -> None:
        """Find the budget, and whether the viewer is tied to whose it is."""
        self.budget = self._budget()
        self.person = self.budget.person
        self.today = timezone.localdate(self.now)
        self.tied = people.has_tie(self.member, self.person)
        self.saw(self.person)

    def _budget(self) -> Budget:
        seen = visible_to(self.viewer, self.action).exclude(kind=BudgetKind.RECOVERY)
        found = (
            seen.select_related("person__team", "person__user", "account")
            .filter(pk=self.kwargs["budget_id"])
            .first()
        )
        if found is None:
            raise Http404
        return found

    def page(self, status: int = 200, **context: Any) -> TemplateResponse:
        """The template, which always knows whose budget it is."""
        known = {"budget": self.budget, "person": self.person, "tied": self.tied}
        return super().page(status=status, **known, **context)

    def back(self) -> HttpResponse:
        """To the budget's own page."""
        return redirect("budget", self.budget.id)

    def check_tie(self) -> None:
        """
        Refuse to decide about one's own money, or that of somebody close.

        :raises OwnBudget: they are tied
        """
        if self.tied:
            raise OwnBudget


class BudgetAct(OneBudget):
    """One press of a button about a budget; nothing is typed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, unless the viewer is tied, and go back to the budget."""
        self.check_tie()
        self.do()
        return self.back()

    def do(self) -> None:
        """Call the one verb."""
        raise NotImplementedError

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not, and lead back to the budget."""
        context = {"refusal": refusal, "back": reverse("budget", args=[self.budget.id])}
        return TemplateResponse(self.request, "web/refused.html", context, status=409)


class BudgetForm(OneBudget, FormPage):
    """A small form about a budget, that one verb answers."""

    template_name = "budgets/form.html"
    heading: ClassVar[str] = ""
    button: ClassVar[str] = "Keep it"
    after: ClassVar[str] = ""

    def act(self, form: Form) -> HttpResponse:
        """Do it, unless the viewer is tied, and go back to the budget."""
        self.check_tie()
        self.do(form)
        return self.back()

    def do(self, form: Form) -> None:
        """Call the one verb."""
        raise NotImplementedError

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, under what it is about."""
        return self.page(
            status=status,
            form=form,
            heading=self.heading,
            button=self.button,
            after=self.after,
            **self.around(),
        )

    def around(self) -> dict[str, Any]:
        """What the template shows besides the form."""
        return {}
