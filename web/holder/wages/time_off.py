"""Holiday and illness of a personal assistant, written down by whoever employs them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets.assistants.errors.pay import (
    SickDaysMissing,
    TimeOffEndsFirst,
    TimeOffOutside,
    TimeOffTooLong,
    TimeOffTwice,
)
from budgets.assistants.models import Engagement
from budgets.assistants.services.pay import record_holiday, record_sickness
from budgets.councils.rights import Action
from budgets.plans.models import Budget
from web.doors import FormPage
from web.forms import DayField
from web.holder.wages.costs import WagesPage

WEEKDAYS = (
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
)


class DaysForm(forms.Form):
    """From which day to which."""

    first_on = DayField(label="First day", help_text="Like 9 November 2026.", latest=None)
    last_on = DayField(label="Last day", latest=None)


class HolidayForm(DaysForm):
    """Holiday, in hours of their work."""

    hours = forms.DecimalField(
        label="How many hours of work fall into it?",
        help_text="Like 8 or 7.5.",
        min_value=0,
        max_value=9999,
        max_digits=6,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": "Write how many hours.", "invalid": "Write it like 8 or 7.5."},
    )


class SickForm(DaysForm):
    """Illness, by the days of the week on which they usually work."""

    weekdays = forms.MultipleChoiceField(
        label="On which days do they usually work?",
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )


class TimeOffPage(FormPage, WagesPage):
    """A form about days on which somebody doesn't work."""

    action: ClassVar[Action] = Action.ENGAGEMENTS_KEEP
    template_name = "holder/work/form.html"
    heading: ClassVar[str]
    button: ClassVar[str]
    said: ClassVar[str]

    def engagement(self, budget: Budget) -> Engagement:
        """
        The work in the address.

        :raises Http404: it is none of this budget's
        """
        wanted = self.kwargs["engagement_id"]
        found = next((one for one in self.engaged(budget) if one.id == wanted), None)
        if found is None:
            raise Http404
        return found

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The question."""
        budget = self.budget()
        return self.page(
            status=status,
            form=form,
            heading=self.heading,
            name=self.engagement(budget).assistant.full_name,
            button=self.button,
            back=reverse("wages", args=[budget.id]),
            **self.about(budget) | {"about": ""},
        )

    def act(self, form: Form) -> HttpResponse:
        """Write it down, and lead back."""
        budget = self.budget()
        self.record(self.engagement(budget), form.cleaned_data)
        messages.success(self.request, self.said)
        return redirect("wages", budget.id)

    def record(self, engagement: Engagement, said: dict[str, Any]) -> None:
        """Write it down."""
        raise NotImplementedError


class Holiday(TimeOffPage):
    """Holiday that somebody takes."""

    form_class = HolidayForm
    heading = "They take a holiday"
    button = "Write it down"
    said = "The holiday is written down. It is paid with its pay period."
    fields_of: ClassVar = {
        TimeOffEndsFirst: "last_on",
        TimeOffOutside: "first_on",
        TimeOffTwice: "first_on",
        TimeOffTooLong: "hours",
    }

    def record(self, engagement: Engagement, said: dict[str, Any]) -> None:
        """Write it down, to the minute."""
        record_holiday(
            engagement=engagement,
            first_on=said["first_on"],
            last_on=said["last_on"],
            minutes=round(said["hours"] * 60),
            by=self.viewer.user_id,
            now=self.now,
        )


class Sickness(TimeOffPage):
    """Days on which somebody is ill."""

    form_class = SickForm
    heading = "They are ill"
    button = "Write it down"
    said = "It is written down. Sick pay comes with its pay period."
    fields_of: ClassVar = {
        TimeOffEndsFirst: "last_on",
        TimeOffOutside: "first_on",
        SickDaysMissing: "weekdays",
    }

    def record(self, engagement: Engagement, said: dict[str, Any]) -> None:
        """Write down each day on which they would have worked."""
        record_sickness(
            engagement=engagement,
            first_on=said["first_on"],
            last_on=said["last_on"],
            weekdays=[int(day) for day in said["weekdays"]],
            by=self.viewer.user_id,
            now=self.now,
        )
