"""The rates that figures are worked out from: the council's own, and the nation's beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.plans.errors import DayAbsurd
from budgets.plans.selectors.rates import rate_rows
from budgets.plans.services import set_rate
from budgets.plans.values.rates import OWN_UNITS, RATE_WORDS, RateName, RateRow, Unit
from payments.payouts.values import london_day
from web.doors import FormPage, Page
from web.finance.fields import PercentField
from web.forms import DayField, MoneyField, WordsField
from web.templatetags.wherewithal import day_words

EXAMPLES = {
    Unit.PENCE_AN_HOUR: "Pounds for one hour.",
    Unit.PENCE_A_WEEK: "Pounds for one week.",
    Unit.PENCE_A_YEAR: "Pounds for one year.",
    Unit.BASIS_POINTS: "A percentage of everything else, like 5.",
}


@dataclass(frozen=True)
class Shown:
    """
    One rate by name: what counts now, what comes, and what counted before.

    :ivar now: empty where none has started
    """

    name: RateName
    words: str
    now: RateRow | None
    to_come: list[RateRow]
    before: list[RateRow]


class Rates(Page):
    """Every rate with its day and its source."""

    action = Action.RATES_SET
    template_name = "finance/rates.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the council's own, then the nation's."""
        rows, today = rate_rows(self.viewer.book_id), london_day(self.now)
        nations = [name for name in RateName if name not in OWN_UNITS]
        return self.page(
            own=[shown(name, rows, today) for name in OWN_UNITS],
            nations=[shown(name, rows, today) for name in nations],
        )


class RateForm(forms.Form):
    """A rate's number, the day from which it counts, and where it comes from."""

    starts_on = DayField(
        label="From which day?",
        help_text="Like 6 April 2027. What was agreed before that day stays as it is.",
        latest=None,
    )
    source = WordsField(
        label="Who decided it?",
        help_text="One line that can be looked up, like “Cabinet, 12 March 2027”.",
        max_length=300,
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = PercentField if unit == Unit.BASIS_POINTS else MoneyField
        self.fields["value"] = number(label="How much?", help_text=EXAMPLES[unit])
        self.order_fields(["value", "starts_on", "source"])

    def clean_value(self) -> int:
        """Nothing below nothing."""
        value: int = self.cleaned_data["value"]
        if value < 0:
            raise forms.ValidationError("Write a percentage of 0 or more.")
        return value


class SetRate(FormPage):
    """A new number for one of the council's own rates, from a day on."""

    action = Action.RATES_SET
    template_name = "finance/set_rate.html"
    form_class = RateForm
    fields_of = {DayAbsurd: "starts_on"}  # noqa: RUF012  as in the door

    def name(self) -> RateName:
        """The rate of the address, if it is the council's own."""
        found = next((name for name in OWN_UNITS if name == self.kwargs["name"]), None)
        if found is None:
            raise Http404
        return found

    def form_options(self) -> dict[str, Any]:
        """What the number counts."""
        return {"unit": OWN_UNITS[self.name()]}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, beside what counts now."""
        name, rows = self.name(), rate_rows(self.viewer.book_id)
        rate = shown(name, rows, london_day(self.now))
        return self.page(status=status, form=form, rate=rate)

    def act(self, form: Form) -> HttpResponse:
        """Set it."""
        name, typed = self.name(), form.cleaned_data
        rate = set_rate(
            book_id=self.viewer.book_id,
            name=name,
            unit=OWN_UNITS[name],
            by=self.viewer.user_id,
            now=self.now,
            **typed,
        )
        day = day_words(rate.starts_on, london_day(self.now))
        messages.success(self.request, f"{words_of(name)} is set from {day}.")
        return redirect("rates")


def words_of(name: RateName) -> str:
    """What a rate is called, to stand first in a sentence."""
    words = RATE_WORDS[name]
    return words[0].upper() + words[1:]


def shown(name: RateName, rows: Iterable[RateRow], today: date) -> Shown:
    """One rate by the days of its rows; of two for one day the last set counts."""
    by_day: dict[date, RateRow] = {}
    for row in rows:
        if row.name == name:
            by_day.setdefault(row.starts_on, row)
    begun = sorted(day for day in by_day if day <= today)
    return Shown(
        name,
        words_of(name),
        by_day[begun[-1]] if begun else None,
        [by_day[day] for day in sorted(by_day) if day > today],
        [by_day[day] for day in reversed(begun[:-1])],
    )
