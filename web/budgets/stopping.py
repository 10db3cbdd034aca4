"""Stopping payments, letting them go on, and a holiday from payments."""

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.forms import Form
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.plans.errors import DayAbsurd, EndsBeforeStart, PauseOverlaps
from budgets.plans.selectors import conditions, pauses
from budgets.plans.services import resume_budget, suspend_budget, take_holiday
from web.budgets.one_budget import BudgetForm
from web.forms import DayField, Option, OptionsField, WordsField

REASONS: Final = [
    ("away", Option("They are away", "In hospital, or somewhere else for longer")),
    ("asked", Option("They asked us to")),
    ("safety", Option("We are worried about somebody’s safety")),
    ("other_use", Option("The money is not spent on what was agreed")),
    ("other", Option("Something else")),
]
"""Why payments are stopped, by the code that is kept."""


class StopForm(forms.Form):
    """Why, from when, and what the person reads."""

    reason = OptionsField(label="Why?", choices=REASONS)
    words = WordsField(
        label="In your own words",
        lines=True,
        max_length=1000,
        help_text="The person reads this, and so may whoever helps them. Say what would let "
        "payments go on.",
    )
    starts_on = DayField(label="From which day?", latest=None)


class Stop(BudgetForm):
    """Stop payments, knowing what becomes of assistants' pay and of what was paid ahead."""

    action = Action.BUDGETS_STOP
    template_name = "budgets/stop.html"
    form_class = StopForm
    fields_of: ClassVar = {DayAbsurd: "starts_on"}

    def form_options(self) -> dict[str, Any]:
        """Mostly from today on."""
        return {"initial": {"starts_on": timezone.localdate(self.now)}}

    def do(self, form: Form) -> None:
        """Stop them."""
        said = form.cleaned_data
        suspend_budget(
            budget=self.budget,
            reason=said["reason"],
            words=said["words"],
            starts_on=said["starts_on"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, f"Payments for {self.person.first_name} are stopped.")


class GoOnForm(forms.Form):
    """From when, and what the person reads."""

    from_on = DayField(label="From which day is money due again?", latest=None)
    words = WordsField(
        label="What changed?", lines=True, max_length=900, help_text="The person reads this."
    )


class GoOn(BudgetForm):
    """Let payments go on."""

    action = Action.BUDGETS_STOP
    template_name = "budgets/go_on.html"
    form_class = GoOnForm
    fields_of: ClassVar = {DayAbsurd: "from_on", EndsBeforeStart: "from_on"}

    def form_options(self) -> dict[str, Any]:
        """Mostly from today on."""
        return {"initial": {"from_on": timezone.localdate(self.now)}}

    def around(self) -> dict[str, Any]:
        """Why they are stopped, and which conditions still don't stand."""
        missing = conditions.list_missing(self.budget)
        return {"pause": pauses.find_suspension(self.budget), "missing": len(missing)}

    def do(self, form: Form) -> None:
        """Let them go on."""
        said = form.cleaned_data
        resume_budget(
            budget=self.budget,
            from_on=said["from_on"],
            words=said["words"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, f"Payments for {self.person.first_name} go on.")


class HolidayForm(forms.Form):
    """The first day and the last, and why."""

    starts_on = DayField(label="The first day without money", latest=None)
    ends_on = DayField(label="The last day without money", latest=None)
    words = WordsField(
        label="What did you agree with them?",
        lines=True,
        max_length=900,
        help_text="Like: No support needed while the family is home.",
    )


class TakeHoliday(BudgetForm):
    """Days for which nothing is paid, agreed with the person."""

    action = Action.BUDGETS_STOP
    template_name = "budgets/holiday.html"
    form_class = HolidayForm
    fields_of: ClassVar = {
        EndsBeforeStart: "ends_on",
        PauseOverlaps: "starts_on",
        DayAbsurd: "starts_on",
    }

    def do(self, form: Form) -> None:
        """Take them."""
        said = form.cleaned_data
        take_holiday(
            budget=self.budget,
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            words=said["words"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, "Nothing is paid for these days.")
