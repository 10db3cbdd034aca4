"""What is settled when a budget ends: what is owed in its order, then what is left."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils import selectors as councils
from budgets.councils.rights import Action, may
from budgets.plans.errors import (
    DayAbsurd,
    DayAhead,
    ReasonUnsaid,
    StepsOutOfOrder,
    SumMissing,
)
from budgets.plans.models import Ending, EndingStep
from budgets.plans.rules.ending import REASON_WORDS, STEP_WORDS
from budgets.plans.selectors import ending as seen
from budgets.plans.services import add_step, settle_step
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import EndReason, StepKind
from web.budgets.one_budget import BudgetForm, OneBudget
from web.forms import DayField, MoneyField, OptionsField, WordsField


class OneEnding(OneBudget):
    """A page about a budget's ending."""

    action = Action.BUDGETS_END

    def ending(self) -> Ending:
        """
        The ending of the budget in the address.

        :raises Http404: it was not begun
        """
        found = seen.find_ending(self.budget)
        if found is None:
            raise Http404
        found.budget = self.budget
        return found

    def back(self) -> HttpResponse:
        """To what is settled."""
        return redirect("ending", self.budget.id)


class EndingPage(OneEnding):
    """Where the ending is: the steps in order, what is left, and whose it is."""

    template_name = "budgets/ending.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show all of it."""
        ending = self.ending()
        steps = list(seen.list_steps(ending))
        open_steps = [one for one in steps if one.settled_at is None]
        died = ending.reason == EndReason.DIED
        return self.page(
            ending=ending,
            reason=REASON_WORDS[EndReason(ending.reason)],
            died=died,
            by_name=councils.name_of(ending.begun_by),
            steps=[(STEP_WORDS[StepKind(one.kind)], one) for one in steps],
            next_step=next(iter(open_steps), None),
            left=seen.what_is_left(ending, self.today),
            known=seen.is_known_to_the_end(self.budget),
            is_stopped=seen.is_stopped(self.budget),
            returns=list(self.budget.money_returns.order_by("left_on", "id")),
            is_over=bool(self.budget.ends_on and self.budget.ends_on < self.today),
            is_settled=self.budget.state == BudgetState.ENDED,
            may_leave=may(self.viewer.roles, Action.OVERPAYMENTS_DECIDE)
            and ending.begun_by != self.viewer.user_id,
        )


class StepForm(forms.Form):
    """What else is owed."""

    kind = OptionsField(label="What is it?", choices=list(STEP_WORDS.items()))
    words = WordsField(
        label="For whom, or for what?", max_length=500, help_text="Like: Grace, two weeks’ notice."
    )
    amount = MoneyField(label="How much?")


class AddStep(OneEnding, BudgetForm):
    """Say what else is paid before what is left is counted."""

    template_name = "budgets/add_step.html"
    form_class = StepForm
    fields_of: ClassVar = {SumMissing: "amount", ReasonUnsaid: "words"}

    def form_options(self) -> dict[str, Any]:
        """Only where an ending was begun."""
        self.begun = self.ending()
        return {}

    def do(self, form: Form) -> None:
        """Add it in its place."""
        said = form.cleaned_data
        add_step(
            ending=self.begun,
            kind=StepKind(said["kind"]),
            words=said["words"],
            pence=said["amount"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, "It is paid before what is left is counted.")


class PaidForm(forms.Form):
    """What was really paid, and when."""

    amount = MoneyField(
        label="How much was paid?",
        minimum_pence=0,
        help_text="0 if nothing was owed after all.",
    )
    on = DayField(label="When?")
    early_words = WordsField(
        label="Why could this not wait for what comes before it?",
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not early:
            del self.fields["early_words"]


class SettleStep(OneEnding, BudgetForm):
    """Keep that something owed was paid."""

    template_name = "budgets/settle_step.html"
    form_class = PaidForm
    fields_of: ClassVar = {
        SumMissing: "amount",
        DayAhead: "on",
        DayAbsurd: "on",
        StepsOutOfOrder: "early_words",
    }

    def form_options(self) -> dict[str, Any]:
        """What was owed stands in the field."""
        step = self._step()
        earlier = seen.list_open(step.ending).filter(place__lt=step.place).exclude(kind=step.kind)
        self.first = earlier.first()
        initial = {"amount": step.pence, "on": self.today}
        return {"initial": initial, "early": self.first is not None}

    def _step(self) -> EndingStep:
        ending = self.ending()
        found = ending.steps.filter(pk=self.kwargs["step_id"]).first()
        if found is None:
            raise Http404
        found.ending = ending
        return found

    def around(self) -> dict[str, Any]:
        """What it is, and what comes before it."""
        step = self._step()
        return {"step": step, "kind": STEP_WORDS[StepKind(step.kind)], "first": self.first}

    def do(self, form: Form) -> None:
        """Keep it."""
        said = form.cleaned_data
        settle_step(
            step=self._step(),
            pence=said["amount"],
            on=said["on"],
            early_words=said.get("early_words", ""),
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, "That is settled.")
