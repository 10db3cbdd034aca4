"""What the person pays themselves, and how the money reaches them, as the fourth page asks."""

from typing import Any, Final

from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import ContributionMode, Frequency
from web.budgets.fields import AskingForm
from web.budgets.words import FREQUENCY_WORDS
from web.forms import DayField, MoneyField, Option, OptionsField, WholeField

WHOLE_PERCENT = 100
MODES: Final = [
    (ContributionMode.NONE, Option("Nothing")),
    (
        ContributionMode.NET,
        Option("They add their part themselves", "We pay the rest into the same account (net)"),
    ),
    (
        ContributionMode.GROSS,
        Option("They pay their part to us", "We pay the whole sum, and bill them (gross)"),
    ),
]
OFTEN: Final = [
    (frequency, FREQUENCY_WORDS[frequency])
    for frequency in (
        Frequency.FOUR_WEEKLY,
        Frequency.FORTNIGHTLY,
        Frequency.WEEKLY,
        Frequency.MONTHLY,
    )
]
KEPT: Final = [
    (
        AccountChoice.BANK,
        Option("In a bank account of their own", "They say which, by a link. You never type it"),
    ),
    (AccountChoice.CARD, Option("On a card", "We fill it, and there is nothing to set up")),
]


class PayingForm(AskingForm):
    """Their part of a week, how often it is paid, and where it is kept."""

    contribution_mode = OptionsField(
        label="What do they pay towards it themselves?", choices=MODES, initial=MODES[0][0]
    )
    contribution = MoneyField(
        label="Their part in a week", required=False, help_text="From the financial assessment."
    )
    frequency = OptionsField(
        label="How often is it paid?", choices=OFTEN, initial=Frequency.FOUR_WEEKLY
    )
    account_kind = OptionsField(
        label="Where do they want the money?", choices=KEPT, initial=AccountChoice.BANK
    )
    cash_share = WholeField(
        label="How much of it may be taken as cash, in per cent?",
        required=False,
        max_length=3,
        help_text="Leave it empty if nothing was agreed.",
    )
    ends_on = DayField(
        label="Is there a last day?",
        required=False,
        latest=None,
        help_text="Leave it empty if it goes on.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for their part where there is one."""
        super().clean()
        said = self.cleaned_data
        if said.get("contribution_mode") == ContributionMode.NONE:
            self.forget("contribution")
        else:
            self.need("contribution", "Write their part of a week, like 30 or 30.50.")
        if said.get("account_kind") != AccountChoice.CARD:
            self.forget("cash_share")
        if (said.get("cash_share") or 0) > WHOLE_PERCENT:
            self.add_error("cash_share", "Write at most 100.")
        return said
