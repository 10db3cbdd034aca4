"""What support costs in a week: built from hours line by line, or one sum that is known."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms

from budgets.plans.errors import (
    AgeAbsurd,
    DayAbsurd,
    HoursAbsurd,
    RateBelowMinimumWage,
    SharesAbsurd,
    SupportMissing,
    TotalMissing,
    WeeklySumAbsurd,
)
from budgets.plans.rules.agreeing import EARLIEST
from budgets.plans.rules.rates import rate_on
from budgets.plans.services import figures_for
from budgets.plans.values.drafting import LineDraft, StatementDraft
from budgets.plans.values.rates import OWN_UNITS, RateName, RateRow
from budgets.plans.values.support import CostCode
from ledgers.errors import Refusal
from web.budgets.fields import AgesField, AskingForm, HoursField
from web.budgets.support import ALLOWANCE, BUILD, SUMS, TOTAL, support_of
from web.forms import DayField, MoneyField, Option, OptionsField, WholeField, WordsField

ONLY_TOTAL: Final = ("total", "total_words")
ONLY_BUILD: Final = (
    *("hours", "hour", "assistants", "ages", "agency_hours"),
    *(f"sum_{number}" for number in SUMS),
    *(f"sum_words_{number}" for number in SUMS),
)
MOST = 99
COSTS: Final = {
    "insurance": (RateName.INSURANCE_YEAR, "Employer’s insurance"),
    "payroll": (RateName.PAYROLL_FEE_WEEK, "Payroll: somebody who works out the wages"),
    "training": (RateName.TRAINING_YEAR, "Training"),
    "contingency": (RateName.CONTINGENCY_PERCENT, "Something for what can’t be foreseen"),
}
"""What a council may have set a rate for, and how a practitioner is asked about it."""
USUALLY: Final = ("insurance", "payroll", ALLOWANCE)
WEEK_FIELDS: Final[Mapping[type[Refusal], str]] = {
    HoursAbsurd: "hours",
    RateBelowMinimumWage: "hour",
    AgeAbsurd: "ages",
    SharesAbsurd: "assistants",
    WeeklySumAbsurd: "sum_words_1",
    SupportMissing: "hours",
    TotalMissing: "total",
    DayAbsurd: "starts_on",
}
"""Beside which field a refusal of the figures belongs."""


def own_rates(rows: tuple[RateRow, ...], day: date) -> dict[RateName, RateRow]:
    """The rates that the council has set itself, as they stand on a day."""
    begun = {row.name for row in rows if row.name in OWN_UNITS and row.starts_on <= day}
    return {name: rate_on(rows=rows, name=name, day=day) for name in begun}


class WeekForm(AskingForm):
    """Hours of assistants or an agency, other sums; or the week's total with its words."""

    starts_on = DayField(
        label="From which day?", earliest=EARLIEST, latest=None, help_text="Like 7 December 2026."
    )
    how = OptionsField(
        label="How do you know what a week costs?",
        choices=[
            (BUILD, Option("Work it out for me", "From hours, line by line")),
            (TOTAL, Option("I know the sum", "Agreed or worked out elsewhere")),
        ],
        initial=BUILD,
    )
    hours = HoursField(
        label="Hours with personal assistants in a week",
        required=False,
        help_text="Like 21, 21.5 or 21:30.",
    )
    hour = MoneyField(label="Pay for an hour", required=False)
    assistants = WholeField(
        label="How many assistants share them?",
        required=False,
        max_length=2,
        initial="1",
        help_text="In equal parts.",
    )
    ages = AgesField(
        label="Ages, if under 21 or over 65",
        required=False,
        help_text="Like 19, or 19, 70.",
    )
    costs = forms.MultipleChoiceField(
        label="What comes with employing somebody?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    agency_hours = HoursField(
        label="Hours with an agency in a week", required=False, help_text="If there are any."
    )
    total = MoneyField(label="What a week costs", required=False)
    total_words = WordsField(
        label="What does that pay for?",
        required=False,
        max_length=300,
        help_text="Like: 12 hours with Sunrise Care.",
    )

    def __init__(self, *args: Any, rates: Mapping[RateName, RateRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rates = rates
        for number in SUMS:
            self.fields[f"sum_words_{number}"] = WordsField(
                label="Something else each week", required=False, max_length=300
            )
            self.fields[f"sum_{number}"] = MoneyField(label="A week", required=False)
        self._offer_costs()
        hour = rates.get(RateName.PA_HOUR)
        self.fields["hour"].help_text = (
            f"Leave it empty for the council’s {hour.words}."
            if hour
            else "The council has no usual rate yet, so write what was agreed."
        )
        agency = rates.get(RateName.AGENCY_HOUR)
        if agency:
            self.fields["agency_hours"].help_text = f"If there are any: {agency.words}."
        else:
            del self.fields["agency_hours"]

    def _offer_costs(self) -> None:
        choices: list[tuple[str, Any]] = [
            (name, Option(words, self.rates[rate].words))
            for name, (rate, words) in COSTS.items()
            if rate in self.rates
        ]
        words = "They claim the Employment Allowance"
        hint = "It pays their National Insurance as an employer. Nearly everybody may claim it"
        choices.append((ALLOWANCE, Option(words, hint)))
        field = self.fields["costs"]
        field.choices = choices  # type: ignore[attr-defined]  # of this field's kind
        offered = [name for name, _ in choices]
        field.initial = [name for name in USUALLY if name in offered]

    def sums(self) -> list[tuple[Any, Any]]:
        """The fields of each other sum, to be drawn."""
        return [(self[f"sum_words_{n}"], self[f"sum_{n}"]) for n in SUMS]

    def has_sums(self) -> bool:
        """Whether anything stands in those fields, so that they are not folded away."""
        return any(one.value() or one.errors for row in self.sums() for one in row)

    def clean(self) -> dict[str, Any]:
        """Keep what belongs to the way that was chosen, and ask for what it lacks."""
        super().clean()
        if self.cleaned_data.get("how") == TOTAL:
            self.forget(*ONLY_BUILD)
            self.need("total", "Write what a week costs, like 310 or 310.50.")
            self.need("total_words", "Say in a few words what it pays for.")
        else:
            self.forget(*ONLY_TOTAL)
            self._check_assistants()
            self._check_sums()
        return self.cleaned_data

    def _check_assistants(self) -> None:
        said = self.cleaned_data
        if said.get("hours") and RateName.PA_HOUR not in self.rates:
            self.need("hour", "Write the pay for an hour, like 13.20.")
        if said.get("assistants") is None and "assistants" not in self.errors:
            said["assistants"] = 1
        if len(said.get("ages") or ()) > said.get("assistants", MOST):
            self.add_error("ages", "These are more ages than assistants.")

    def _check_sums(self) -> None:
        for number in SUMS:
            words, pence = f"sum_words_{number}", f"sum_{number}"
            if self.cleaned_data.get(words):
                self.need(pence, "Write what it costs in a week.")
            if self.cleaned_data.get(pence):
                self.need(words, "Say what this is for.")

    def statement(self, book_id: UUID, *, contribution_pence: int, why: str) -> StatementDraft:
        """
        The week's figures, with their lines.

        :raises Refusal: whatever the rate builder refuses
        """
        said = self.cleaned_data
        if said["how"] == BUILD:
            return figures_for(
                book_id=book_id,
                support=support_of(said),
                starts_on=said["starts_on"],
                contribution_pence=contribution_pence,
                why=why,
            )
        line = LineDraft(CostCode.WEEKLY_SUM, said["total_words"], said["total"])
        return StatementDraft(
            starts_on=said["starts_on"],
            total_pence=said["total"],
            contribution_pence=contribution_pence,
            why=why,
            lines=(line,),
        )
