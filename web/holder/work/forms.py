"""What an employer fills in: who helps them, from when, for how much; notice, and the end."""

from typing import Final

from django import forms

from budgets.assistants import errors
from budgets.assistants.values import NewAssistant, NewEngagement, RateKind, Relation
from web.budgets.fields import HoursField
from web.forms import DayField, MoneyField, Option, OptionsField, WordsField

RATES: Final = (
    (RateKind.STANDARD, "An ordinary hour"),
    (RateKind.WAKING_NIGHT, "An hour of a night, awake"),
    (RateKind.SLEEP_IN, "A sleep-in, the whole night"),
    (RateKind.SLEEP_IN_WOKEN, "An hour awake in a sleep-in"),
    (RateKind.TRAINING, "An hour of training"),
    (RateKind.TRAVEL, "An hour of travel for work"),
    (RateKind.MILEAGE, "A mile in their own car"),
)
RELATIONS: Final = (
    (Relation.NONE, Option("No")),
    (Relation.FAMILY, Option("Family, in a home of their own")),
    (
        Relation.HOUSEHOLD_FAMILY,
        Option("Family in the same home", "Then the council agrees first. Call your team."),
    ),
)


class EngageForm(forms.Form):
    """Somebody who helps: five fields, and two that may stay empty."""

    full_name = WordsField(label="What are they called?", max_length=200)
    email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        help_text="With it they can log their hours on their phone. You let them in afterwards.",
    )
    relation = OptionsField(label="Are they family?", choices=RELATIONS)
    starts_on = DayField(label="From which day?", latest=None)
    hour = MoneyField(label="Pay for an hour")
    sleep_in = MoneyField(
        label="Pay for a sleep-in", required=False, help_text="Only if they sleep at yours."
    )
    week = HoursField(
        label="Hours in a week", required=False, help_text="Leave it empty if weeks differ."
    )
    pattern = WordsField(label="Which days and times?", max_length=500, required=False)

    def assistant(self) -> NewAssistant:
        """Who it is."""
        said = self.cleaned_data
        return NewAssistant(full_name=said["full_name"], email=said["email"])

    def engagement(self) -> NewEngagement:
        """What was agreed."""
        said = self.cleaned_data
        rates = {RateKind.STANDARD: said["hour"], RateKind.SLEEP_IN: said["sleep_in"]}
        return NewEngagement(
            relation=Relation(said.get("relation", Relation.HOUSEHOLD_FAMILY)),
            starts_on=said["starts_on"],
            rates={kind: pence for kind, pence in rates.items() if pence},
            weekly_minutes=said["week"] or 0,
            pattern=said["pattern"],
        )


class RateForm(forms.Form):
    """What a kind of work is paid from a day on."""

    kind = forms.ChoiceField(label="For what?", choices=RATES)
    amount = MoneyField(label="How much?")
    from_on = DayField(label="From which day?", latest=None)


class DayForm(forms.Form):
    """A day, and what to say about it."""

    day = DayField(label="What is the last day?", latest=None)


class EndForm(DayForm):
    """The last day, and why if somebody likes."""

    words = WordsField(label="Why, if you like to say", max_length=500, required=False, lines=True)


class InviteForm(forms.Form):
    """Where they are written to."""

    email = forms.EmailField(label="Their e-mail address")


FIELDS: Final = {
    errors.AssistantUnnamed: "full_name",
    errors.HouseholdAgreementMissing: "relation",
    errors.OwnEmployer: "full_name",
    errors.WeekAbsurd: "week",
    errors.RateAbsent: "hour",
    errors.RateAbsurd: "amount",
    errors.RateLowersAgreed: "amount",
    errors.NoticeAbsurd: "day",
    errors.EngagementEndsFirst: "day",
    errors.InviteAddressMissing: "email",
    errors.SignInTaken: "email",
}
"""Beside which field a refusal stands."""
