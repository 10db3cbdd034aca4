"""What the finance desk types to prepare an uplift: words, by how much, from when, for whom."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from budgets.councils.models import Team
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.purposes import PURPOSE_WORDS
from budgets.plans.values.schedule import Frequency
from web.finance.fields import PercentField
from web.forms import DayField, MoneyField, WordsField

KINDS: Final = {
    BudgetKind.DIRECT_PAYMENT: "Direct payments",
    BudgetKind.MANAGED: "Accounts that we manage",
}
FREQUENCIES: Final = {
    Frequency.WEEKLY: "Every week",
    Frequency.FORTNIGHTLY: "Every 2 weeks",
    Frequency.FOUR_WEEKLY: "Every 4 weeks",
    Frequency.MONTHLY: "Every month",
}
ACCOUNTS: Final = {AccountChoice.BANK: "Their own bank account", AccountChoice.CARD: "Our card"}
HOLDERS: Final = {
    HolderKind.PERSON: "The person themselves",
    HolderKind.NOMINATED: "Somebody whom they named",
    HolderKind.AUTHORISED: "Somebody who acts in their interests",
}
LISTS: Final = ("team_ids", "kinds", "purposes", "holder_kinds", "frequencies", "account_kinds")
"""The filters that are ticked; what isn't ticked at all leaves nobody out."""


def ticks(label: str, choices: Any) -> forms.MultipleChoiceField:
    """Several of these, or none for all of them."""
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among these."},
    )


class UpliftForm(forms.Form):
    """A percentage or a new rate for an hour, from a day on, for everybody or some."""

    words = WordsField(
        label="What is it?",
        help_text="Every holder will read this, like “Our yearly rise, decided in March 2027”.",
        max_length=300,
    )
    percent = PercentField(
        label="By how many per cent?",
        help_text="Like 4.5. With a minus it lowers: the only way to take an uplift back.",
        required=False,
    )
    hour = MoneyField(
        label="Or a new rate for an assistant’s hour?",
        help_text="Only for figures that were worked out from hours.",
        required=False,
    )
    starts_on = DayField(label="From which day?", help_text="Like 6 April 2027.", latest=None)
    kinds = ticks("Which budgets?", KINDS.items())
    team_ids = ticks("Which teams?", ())
    purposes = ticks("What is it for?", PURPOSE_WORDS.items())
    frequencies = ticks("How often is it paid?", FREQUENCIES.items())
    account_kinds = ticks("Where is the money?", ACCOUNTS.items())
    holder_kinds = ticks("Who manages it?", HOLDERS.items())
    weekly_from = MoneyField(label="A week’s money of at least", required=False)
    weekly_to = MoneyField(label="A week’s money of at most", required=False)
    references = WordsField(
        label="Only these references",
        help_text="One a line.",
        lines=True,
        required=False,
        max_length=20_000,
    )

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["team_ids"]
        chosen.choices = [(str(team.id), team.name) for team in teams]  # type: ignore[attr-defined]

    @property
    def main(self) -> list[forms.BoundField]:
        """What every uplift says."""
        return [self[name] for name in ("words", "percent", "hour", "starts_on")]

    @property
    def filters(self) -> list[forms.BoundField]:
        """What narrows it to some budgets."""
        main = {field.name for field in self.main}
        return [field for field in self.visible_fields() if field.name not in main]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was typed that narrows it."""
        return self.is_bound and any(field.data for field in self.filters)

    def chosen(self) -> dict[str, Any]:
        """The filters as the verb takes them."""
        typed = self.cleaned_data
        references = [line.strip() for line in typed["references"].splitlines() if line.strip()]
        return {name: typed[name] for name in LISTS} | {
            "weekly_from_pence": typed["weekly_from"],
            "weekly_to_pence": typed["weekly_to"],
            "references": references,
        }
