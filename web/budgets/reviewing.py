"""One budget's review: booked, held as a conversation, or asked for because somebody worries."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.forms.utils import from_current_timezone
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.plans.errors import (
    BookingPast,
    ConcernMissing,
    ConcernTooLong,
    DayAbsurd,
    ReviewEmpty,
    ReviewToCome,
    ReviewTooEarly,
)
from budgets.plans.selectors import conditions
from budgets.plans.selectors import reviews as seen
from budgets.plans.services import book_review, hold_review, raise_concern
from web.budgets.fields import ClockField
from web.budgets.one_budget import BudgetForm
from web.forms import DayField, WordsField

MOST_SHOWN = 5
LONGEST = 4000


class BookingForm(forms.Form):
    """The day and the time."""

    day = DayField(label="Which day?", latest=None, help_text="Like 3 December 2026.")
    clock = ClockField(label="What time?", help_text="Like 14:30.")

    def clean(self) -> dict[str, Any]:
        """Put day and time together; when the clocks change, some times don't exist."""
        said = super().clean() or {}
        if said.get("day") and said.get("clock"):
            try:
                said["at"] = from_current_timezone(datetime.combine(said["day"], said["clock"]))
            except ValidationError:
                self.add_error("clock", "The clocks change then. Choose another time.")
        return said


class BookReview(BudgetForm):
    """When they meet."""

    action = Action.REVIEWS_HOLD
    template_name = "budgets/book_review.html"
    form_class = BookingForm
    fields_of: ClassVar = {BookingPast: "day", DayAbsurd: "day"}

    def around(self) -> dict[str, Any]:
        """What is due, and what is booked so far."""
        return {"review": seen.next_review(self.budget, self.today)}

    def do(self, form: Form) -> None:
        """Book it."""
        at = form.cleaned_data["at"]
        book_review(budget=self.budget, at=at, by=self.viewer.user_id, now=self.now)
        messages.success(self.request, f"You meet {self.person.first_name} then.")


class ReviewForm(forms.Form):
    """What was said; one of the three is enough."""

    held_on = DayField(label="When did you talk?")
    matters = WordsField(
        label="What matters to them?", lines=True, required=False, max_length=LONGEST
    )
    works = WordsField(label="What works?", lines=True, required=False, max_length=LONGEST)
    should_change = WordsField(
        label="What should change?", lines=True, required=False, max_length=LONGEST
    )
    confirm_conditions = forms.BooleanField(
        label="What was decided on paper about the conditions stands still", required=False
    )

    def __init__(self, *args: Any, on_paper: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not on_paper:
            del self.fields["confirm_conditions"]


class HoldReview(BudgetForm):
    """A conversation in a few words, not an assessment."""

    action = Action.REVIEWS_HOLD
    template_name = "budgets/hold_review.html"
    form_class = ReviewForm
    fields_of: ClassVar = {
        ReviewToCome: "held_on",
        ReviewTooEarly: "held_on",
        ReviewEmpty: "matters",
    }
    what = "a care review"

    def form_options(self) -> dict[str, Any]:
        """Mostly it is written down on its day."""
        decided = conditions.newest(self.budget).values()
        on_paper = sum(one.on_paper and one.stands for one in decided)
        return {"on_paper": on_paper, "initial": {"held_on": timezone.localdate(self.now)}}

    def around(self) -> dict[str, Any]:
        """What is due, what somebody worries about, and what was said before."""
        return {
            "review": seen.next_review(self.budget, self.today),
            "worry": seen.find_open_concern(self.budget),
            "before": list(seen.list_held(self.budget)[:MOST_SHOWN]),
        }

    def do(self, form: Form) -> None:
        """Keep it."""
        said = form.cleaned_data
        hold_review(
            budget=self.budget,
            held_on=said["held_on"],
            matters=said["matters"],
            works=said["works"],
            should_change=said["should_change"],
            confirm_conditions=said.get("confirm_conditions", False),
            by=self.member,
            now=self.now,
        )
        messages.success(self.request, "The review is written down.")


class ConcernForm(forms.Form):
    """What somebody worries about."""

    words = WordsField(
        label="What are you worried about?",
        lines=True,
        max_length=LONGEST,
        help_text="Only staff read this. They meet the person soon.",
    )


class RaiseConcern(BudgetForm):
    """Ask for a review because something is worrying."""

    action = Action.CONCERNS_RAISE
    template_name = "budgets/concern.html"
    form_class = ConcernForm
    fields_of: ClassVar = {ConcernMissing: "words", ConcernTooLong: "words"}

    def check_tie(self) -> None:
        """Anybody may say that they worry, also about somebody close to them."""

    def do(self, form: Form) -> None:
        """Keep it."""
        words = form.cleaned_data["words"]
        raise_concern(budget=self.budget, words=words, by=self.viewer.user_id, now=self.now)
        messages.success(self.request, "Thank you. A review is asked for.")
