"""Reviews: when we meet next, what was said before, and saying that something worries you."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.councils.selectors import names_of
from budgets.plans.errors import ConcernMissing, ConcernTooLong
from budgets.plans.models import Budget
from budgets.plans.selectors import reviews as seen
from budgets.plans.services import raise_concern
from web.doors import FormPage
from web.holder.plan.forms import WorryForm
from web.holder.plan.page import PlanPage
from web.templatetags.wherewithal import day_words


class Reviews(FormPage, PlanPage):
    """The next review, the ones before, and a box for a worry."""

    action = Action.CONCERNS_RAISE
    template_name = "holder/plan/reviews.html"
    what = "their reviews"
    form_class = WorryForm
    fields_of: ClassVar = {ConcernMissing: "words", ConcernTooLong: "words"}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The page around the box."""
        budget = self.budget()
        return self.page(status=status, form=form, **self.about(budget), **self.shown(budget))

    def shown(self, budget: Budget) -> dict[str, Any]:
        """What is next, and what was said in those before, by whom."""
        held = list(seen.list_held(budget))
        names = names_of(review.held_by for review in held)
        return {
            "next": seen.next_review(budget, timezone.localdate(self.now)),
            "held": [(one, names.get(one.held_by, "") if one.held_by else "") for one in held],
            "may_worry": budget.state in seen.IN_USE,
        }

    def act(self, form: Form) -> HttpResponse:
        """Ask for a review by it; its words go to staff alone."""
        budget = self.budget()
        words = form.cleaned_data["words"]
        review = raise_concern(budget=budget, words=words, by=self.viewer.user_id, now=self.now)
        by = day_words(review.due_on, timezone.localdate(self.now))
        messages.success(self.request, f"Thank you for telling us. We meet by {by}.")
        return redirect("plan_reviews", budget.id)


class ReviewFile(PlanPage):
    """The next review as a file for a calendar."""

    what = "their reviews"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """
        Hand it over.

        :raises Http404: no review is due
        """
        budget = self.budget()
        coming = seen.next_review(budget, timezone.localdate(self.now))
        if coming is None:
            raise Http404
        return HttpResponse(
            seen.calendar_of([coming], now=self.now, own=self.is_own(budget.person)),
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="review.ics"'},
        )
