"""Single sums beside the instalments: proposed by one, agreed by another."""

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.plans.errors import DayAbsurd, SumMissing
from budgets.plans.models import OneOff
from budgets.plans.services import agree_one_off, propose_one_off, withdraw_one_off
from budgets.plans.values.agreement import OneOffKind
from web.budgets.one_budget import BudgetAct, BudgetForm, OneBudget
from web.forms import DayField, MoneyField, Option, OptionsField, WordsField

KINDS: Final = [
    (OneOffKind.START_UP, Option("To get started", "Insurance, a job advert, training")),
    (OneOffKind.CONTINGENCY, Option("To keep in hand", "For when an assistant is ill")),
    (OneOffKind.ONE_OFF, Option("Something once", "A piece of equipment, a short break")),
]


class OneOffForm(forms.Form):
    """What for, how much, and when."""

    kind = OptionsField(label="What is it for?", choices=KINDS)
    words = WordsField(
        label="In the person’s words",
        max_length=500,
        help_text="It stands so in their account.",
    )
    amount = MoneyField(label="How much?")
    due_on = DayField(
        label="From which day may it be paid?",
        latest=None,
        help_text="It goes out with the next payment from then on.",
    )


class ProposeOneOff(BudgetForm):
    """Write down a single sum; a manager agrees it."""

    action = Action.BUDGETS_DRAFT
    template_name = "budgets/one_off.html"
    form_class = OneOffForm
    fields_of: ClassVar = {SumMissing: "amount", DayAbsurd: "due_on"}

    def form_options(self) -> dict[str, Any]:
        """Mostly as soon as it is agreed."""
        return {"initial": {"due_on": timezone.localdate(self.now)}}

    def do(self, form: Form) -> None:
        """Propose it."""
        said = form.cleaned_data
        propose_one_off(
            budget=self.budget,
            kind=OneOffKind(said["kind"]),
            pence=said["amount"],
            due_on=said["due_on"],
            words=said["words"],
            by=self.member,
            now=self.now,
        )
        messages.success(self.request, "It is written down. A manager agrees it.")


class _OneOff(OneBudget):
    def one_off(self) -> OneOff:
        """
        The sum in the address.

        :raises Http404: it is not this budget's
        """
        found = self.budget.one_offs.filter(pk=self.kwargs["one_off_id"]).first()
        if found is None:
            raise Http404
        found.budget = self.budget
        return found


class AgreeOneOff(_OneOff, BudgetAct):
    """Agree a single sum that somebody else proposed."""

    action = Action.BUDGETS_AGREE

    def do(self) -> None:
        """Agree it."""
        agree_one_off(one_off=self.one_off(), by=self.member, now=self.now)
        messages.success(self.request, "You agreed it. It goes out with the next payment.")


class WithdrawOneOff(_OneOff, BudgetAct):
    """Take back a single sum that nobody has agreed."""

    def do(self) -> None:
        """Take it back."""
        withdraw_one_off(one_off=self.one_off(), by=self.viewer.user_id, now=self.now)
        messages.success(self.request, "It is taken back. Nothing is paid.")
