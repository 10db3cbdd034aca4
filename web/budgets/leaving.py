"""What is left when a budget ends: it stays where it is, is the person's own, or nothing is."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form

from budgets.councils.rights import Action
from budgets.plans.errors import AboveWhatIsLeft, LeftUnknown, ReasonUnsaid, SumMissing
from budgets.plans.selectors import ending as seen
from budgets.plans.services import leave_own_money, pay_last_days, settle, write_off
from web.budgets.one_budget import BudgetAct, BudgetForm
from web.budgets.settling import OneEnding
from web.forms import MoneyField, WordsField


class LeaveForm(forms.Form):
    """How much stays where it is, and why."""

    amount = MoneyField(label="How much stays where it is?")
    words = WordsField(
        label="Why?", lines=True, max_length=1000, help_text="Whoever managed the money reads it."
    )


class LeaveMoney(OneEnding, BudgetForm):
    """A manager decides that money is not asked back."""

    action = Action.OVERPAYMENTS_DECIDE
    template_name = "budgets/leave_money.html"
    form_class = LeaveForm
    fields_of: ClassVar = {SumMissing: "amount", AboveWhatIsLeft: "amount", ReasonUnsaid: "words"}

    def form_options(self) -> dict[str, Any]:
        """All that would come back stands in the field."""
        self.left = seen.what_is_left(self.ending(), self.today)
        return {"initial": {"amount": self.left.to_give_back_pence or None}}

    def around(self) -> dict[str, Any]:
        """What is left."""
        return {"left": self.left}

    def do(self, form: Form) -> None:
        """Leave it where it is."""
        said = form.cleaned_data
        write_off(
            ending=self.ending(),
            pence=said["amount"],
            words=said["words"],
            by=self.member,
            now=self.now,
        )
        messages.success(self.request, "It stays where it is.")


class LeaveOwn(OneEnding, BudgetAct):
    """What the person paid ahead is theirs."""

    def do(self) -> None:
        """Leave all of it to them."""
        ending = self.ending()
        pence = seen.what_is_left(ending, self.today).own_pence
        leave_own_money(ending=ending, pence=pence, by=self.member, now=self.now)
        messages.success(self.request, "It is their own, and stays with them.")


class LastDaysForm(forms.Form):
    """Why it is needed."""

    words = WordsField(
        label="Why is it needed?",
        lines=True,
        max_length=800,
        help_text="Like: Grace has worked until the last day, and too little is left to pay her.",
    )


class PayLastDays(OneEnding, BudgetForm):
    """What was due up to the last day is paid after all, because somebody has earned it."""

    template_name = "budgets/last_days.html"
    form_class = LastDaysForm
    fields_of: ClassVar = {ReasonUnsaid: "words"}

    def form_options(self) -> dict[str, Any]:
        """Only where an ending was begun."""
        self.begun = self.ending()
        return {}

    def around(self) -> dict[str, Any]:
        """What is missing."""
        return {"left": seen.what_is_left(self.begun, self.today)}

    def do(self, form: Form) -> None:
        """Let the next pay run plan it."""
        words = form.cleaned_data["words"]
        pay_last_days(ending=self.begun, words=words, by=self.member, now=self.now)
        messages.success(self.request, "The next pay run pays what was due up to the last day.")


class SettleForm(forms.Form):
    """What was seen, where nobody knows what is left."""

    words = WordsField(
        label="What did you see together?",
        required=False,
        lines=True,
        max_length=800,
        help_text="Like: The last bank statement, with nothing left.",
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["words"]


class Settle(OneEnding, BudgetForm):
    """Everything is settled: the budget has ended."""

    template_name = "budgets/settle.html"
    form_class = SettleForm
    fields_of: ClassVar = {LeftUnknown: "words"}

    def form_options(self) -> dict[str, Any]:
        """Whether somebody has to say what they saw."""
        self.begun = self.ending()
        return {"known": seen.is_known_to_the_end(self.budget)}

    def do(self, form: Form) -> None:
        """End it for good."""
        words = form.cleaned_data.get("words", "")
        settle(ending=self.begun, by=self.member, words=words, now=self.now)
        messages.success(self.request, "All is settled. This budget has ended.")
