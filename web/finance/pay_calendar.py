"""When the council pays: each frequency's calendar, and days on which nobody is paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.councils.rights import Action
from budgets.plans.errors import ClosedAnyway, ClosedDayPast, ClosedUnsaid, DayAbsurd, LeadTooLong
from budgets.plans.rules.periods import periods
from budgets.plans.selectors import facts, pay_days
from budgets.plans.services.pay_days import add_closed_day, remove_closed_day, set_pay_calendar
from budgets.plans.values.schedule import Calendar, Frequency, Period, Span
from payments.payouts.values import london_day
from web.doors import FormPage, Page
from web.forms import DayField, WholeField, WordsField

PERIODIC: Final = {
    Frequency.WEEKLY: "Every week",
    Frequency.FORTNIGHTLY: "Every 2 weeks",
    Frequency.FOUR_WEEKLY: "Every 4 weeks",
    Frequency.MONTHLY: "Every month",
}
SHOWN = 3


@dataclass(frozen=True)
class Shown:
    """A calendar with its next periods and their pay days."""

    calendar: Calendar
    words: str
    coming: list[Period]


class ClosedDayForm(forms.Form):
    """A day on which nobody is paid, and why."""

    day = DayField(label="Which day?", help_text="Like 24 December 2026.", latest=None)
    words = WordsField(
        label="Why?", help_text="A few words, like “The office is closed”.", max_length=120
    )


class PayCalendarPage(FormPage):
    """Each calendar with its next pay days, and the closed days; one more is added here."""

    action = Action.RATES_SET
    template_name = "finance/pay_calendar.html"
    form_class = ClosedDayForm
    fields_of = {  # noqa: RUF012  as in the door
        ClosedAnyway: "day",
        ClosedDayPast: "day",
        DayAbsurd: "day",
        ClosedUnsaid: "words",
    }

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The calendars, and the closed days that are still to come."""
        book_id, today = self.viewer.book_id, london_day(self.now)
        calendars = facts.calendars(book_id)
        return self.page(
            status=status,
            form=form,
            calendars=[shown(calendars[each], today) for each in PERIODIC],
            closed=pay_days.list_closed(book_id, today),
        )

    def act(self, form: Form) -> HttpResponse:
        """Close it."""
        add_closed_day(book_id=self.viewer.book_id, now=self.now, **form.cleaned_data)
        messages.success(self.request, "Nobody is paid on that day. The next pay days are below.")
        return redirect("pay_calendar")


class OpenAgain(Page):
    """Paying on a day after all."""

    action = Action.RATES_SET

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the closed day away."""
        days = pay_days.list_closed(self.viewer.book_id, london_day(self.now))
        remove_closed_day(closed=get_object_or_404(days, day=kwargs["day"]), now=self.now)
        messages.success(request, "We pay on that day again.")
        return redirect("pay_calendar")


class CalendarForm(forms.Form):
    """Where the periods begin, and how early each is paid."""

    anchor_on = DayField(
        label="The first day of a period",
        help_text="Any one of them, like 7 December 2026. The others follow from it.",
        latest=None,
    )
    lead_days = WholeField(
        label="How many days before is it paid?",
        help_text="0 is on its first day; 28 at most. Money in good time lets people pay on time.",
    )


class SetCalendar(FormPage):
    """When one frequency is paid from now on."""

    action = Action.RATES_SET
    template_name = "finance/set_pay_calendar.html"
    form_class = CalendarForm
    fields_of = {DayAbsurd: "anchor_on", LeadTooLong: "lead_days"}  # noqa: RUF012

    def frequency(self) -> Frequency:
        """The frequency of the address, if it has periods."""
        found = next((each for each in PERIODIC if each == self.kwargs["frequency"]), None)
        if found is None:
            raise Http404
        return found

    def form_options(self) -> dict[str, Any]:
        """As it stands now, from its next period."""
        calendar = facts.calendars(self.viewer.book_id)[self.frequency()]
        first = shown(calendar, london_day(self.now)).coming[0].starts_on
        return {"initial": {"anchor_on": first, "lead_days": calendar.lead_days}}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, named after its frequency."""
        return self.page(status=status, form=form, words=PERIODIC[self.frequency()])

    def act(self, form: Form) -> HttpResponse:
        """Set it."""
        set_pay_calendar(
            book_id=self.viewer.book_id,
            frequency=self.frequency(),
            by=self.viewer.user_id,
            now=self.now,
            **form.cleaned_data,
        )
        messages.success(self.request, "Set. What is planned stays; what comes next follows it.")
        return redirect("pay_calendar")


def shown(calendar: Calendar, today: date) -> Shown:
    """A calendar with the next periods that are paid from today on."""
    coming = list(islice(_coming(calendar, today), SHOWN))
    return Shown(calendar, PERIODIC[calendar.frequency], coming)


def _coming(calendar: Calendar, today: date) -> Iterator[Period]:
    whole = (one for one in periods(calendar, Span(today - timedelta(days=70))))
    next(whole)  # where the span begins it may be a part
    return (one for one in whole if one.pay_on >= today)
