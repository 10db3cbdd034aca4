"""Deciding about money that was paid too much: it is never taken silently."""

from typing import Any, ClassVar, Final

from django.contrib import messages
from django.forms import Form
from django.http import Http404

from budgets.councils.rights import Action
from budgets.plans.errors import InstalmentsMissing, RepaymentReasonMissing
from budgets.plans.models import Adjustment
from budgets.plans.services import spread_overpayment, waive_overpayment
from budgets.plans.values.agreement import OverpaymentDecision
from web.budgets.fields import AskingForm
from web.budgets.one_budget import BudgetForm
from web.forms import Option, OptionsField, WholeField, WordsField

WAYS: Final = [
    (
        OverpaymentDecision.SPREAD,
        Option("Take it in equal parts from the next payments", "Each shown with its reason"),
    ),
    (OverpaymentDecision.WAIVED, Option("Leave it with them", "Nothing is taken")),
]


class OverpaymentForm(AskingForm):
    """In parts or not at all, and why."""

    decision = OptionsField(label="What becomes of it?", choices=WAYS)
    over_instalments = WholeField(
        label="From how many payments?",
        required=False,
        max_length=2,
        help_text="The more, the less is missing each time. At most 52.",
    )
    words = WordsField(
        label="Why?", lines=True, max_length=1000, help_text="The person reads this."
    )

    def clean(self) -> dict[str, Any]:
        """Ask over how many payments, where it is taken."""
        super().clean()
        if self.cleaned_data.get("decision") == OverpaymentDecision.WAIVED:
            self.forget("over_instalments")
        else:
            self.need("over_instalments", "Write a number, like 6.")
        return self.cleaned_data


class DecideOverpayment(BudgetForm):
    """A manager's decision about one sum."""

    action = Action.OVERPAYMENTS_DECIDE
    template_name = "budgets/overpayment.html"
    form_class = OverpaymentForm
    fields_of: ClassVar = {InstalmentsMissing: "over_instalments", RepaymentReasonMissing: "words"}

    def around(self) -> dict[str, Any]:
        """The sum, and what it comes from."""
        overpayment = self._overpayment()
        return {"overpayment": overpayment, "pence": -overpayment.pence}

    def _overpayment(self) -> Adjustment:
        owed = self.budget.adjustments.filter(pence__lt=0, pk=self.kwargs["adjustment_id"])
        found = owed.first()
        if found is None:
            raise Http404
        found.budget = self.budget
        return found

    def do(self, form: Form) -> None:
        """Keep the decision."""
        said: dict[str, Any] = form.cleaned_data
        overpayment = self._overpayment()
        if said["decision"] == OverpaymentDecision.SPREAD:
            spread_overpayment(
                overpayment=overpayment,
                over_instalments=said["over_instalments"],
                words=said["words"],
                by=self.member,
                now=self.now,
            )
        else:
            waive_overpayment(
                overpayment=overpayment, words=said["words"], by=self.member, now=self.now
            )
        messages.success(self.request, "It is decided, and they can read why.")
