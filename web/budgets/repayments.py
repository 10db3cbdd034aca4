"""Asking for money back: a manager's decision, with figures, a reason, time, and a reply."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from budgets.councils import selectors as councils
from budgets.councils.rights import Action
from budgets.plans.errors import (
    NothingToAskBack,
    NoticeTooShort,
    ReasonUnsaid,
    RepaymentAboveSurplus,
    RepaymentReasonMissing,
)
from budgets.plans.models import RepaymentRequest
from budgets.plans.selectors import surplus as seen
from budgets.plans.services import ask_for_repayment, withdraw_repayment
from web.budgets.one_budget import BudgetForm
from web.forms import DayField, MoneyField, WordsField


class RepaymentForm(forms.Form):
    """How much, why, and until when they may answer."""

    amount = MoneyField(label="How much?")
    reason = WordsField(
        label="Why?",
        lines=True,
        max_length=2000,
        help_text="They read this. Say kindly what it is about and how it came.",
    )
    answer_by = DayField(label="Until when may they answer?", latest=None)


class AskForRepayment(BudgetForm):
    """Ask; nothing is ever taken."""

    action = Action.REPAYMENTS_ASK
    template_name = "budgets/ask_for_repayment.html"
    form_class = RepaymentForm
    fields_of: ClassVar = {
        NothingToAskBack: "amount",
        RepaymentAboveSurplus: "amount",
        RepaymentReasonMissing: "reason",
        NoticeTooShort: "answer_by",
    }

    def form_options(self) -> dict[str, Any]:
        """At the soonest after the policy's notice."""
        self.notice_days = councils.policy_on(self.budget.book_id, self.today).repayment_notice_days
        return {"initial": {"answer_by": self.today + timedelta(days=self.notice_days)}}

    def around(self) -> dict[str, Any]:
        """The figures that go with it."""
        surplus = seen.surplus_on(self.budget, self.today)
        return {
            "surplus": surplus,
            "figures": list(surplus.figures()) if surplus else [],
            "notice_days": self.notice_days,
        }

    def do(self, form: Form) -> None:
        """Ask, and tell whoever manages the money."""
        said = form.cleaned_data
        ask_for_repayment(
            budget=self.budget,
            talk=seen.find_open_talk(self.budget),
            pence=said["amount"],
            reason=said["reason"],
            answer_by=said["answer_by"],
            by=self.member,
            now=self.now,
        )
        messages.success(self.request, "It is asked. Nothing is taken.")

    def back(self) -> HttpResponse:
        """To the money in hand."""
        return redirect("surplus", self.budget.id)


class WithdrawForm(forms.Form):
    """Why it is not asked any more."""

    words = WordsField(
        label="Why do you take it back?", lines=True, max_length=1000, help_text="They read this."
    )


class WithdrawRepayment(BudgetForm):
    """Take a request back, and tell them."""

    action = Action.REPAYMENTS_ASK
    template_name = "budgets/withdraw_repayment.html"
    form_class = WithdrawForm
    fields_of: ClassVar = {ReasonUnsaid: "words"}

    def around(self) -> dict[str, Any]:
        """What was asked, and what they said."""
        return {"asked": self._asked()}

    def _asked(self) -> RepaymentRequest:
        found = self.budget.repayment_requests.filter(pk=self.kwargs["request_id"]).first()
        if found is None:
            raise Http404
        found.budget = self.budget
        return found

    def do(self, form: Form) -> None:
        """Take it back."""
        words = form.cleaned_data["words"]
        withdraw_repayment(request=self._asked(), words=words, by=self.member, now=self.now)
        messages.success(self.request, "Nothing is asked back any more, and they are told.")

    def back(self) -> HttpResponse:
        """To the money in hand."""
        return redirect("surplus", self.budget.id)
