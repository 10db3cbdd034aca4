"""Agreeing what a colleague wrote down, and deciding about each condition of the law."""

from typing import Any

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.rights import Action
from budgets.plans.errors import DayAbsurd
from budgets.plans.rules.conditions import conditions_for
from budgets.plans.selectors import conditions as decided
from budgets.plans.services import agree_budget, record_condition
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.conditions import CONDITION_WORDS, ConditionCode
from web.budgets import parts
from web.budgets.one_budget import BudgetForm
from web.budgets.words import ACCOUNT_WORDS, FREQUENCY_WORDS, MODE_WORDS
from web.forms import DayField, Option, OptionsField, WordsField

STANDS, FALLS = "yes", "no"


class Agree(BudgetForm):
    """All that is agreed with one press, and who wrote it."""

    action = Action.BUDGETS_AGREE
    template_name = "budgets/agree.html"
    form_class = forms.Form

    def around(self) -> dict[str, Any]:
        """What is agreed."""
        budget = self.budget
        if budget.state != BudgetState.DRAFT:
            raise Http404
        figures = parts.figures_of(budget, self.today)
        return {
            "statement": figures.waiting,
            "holders": parts.holders_of(budget, self.today),
            "purposes": parts.purposes_of(budget),
            "outcomes": list(budget.outcomes.order_by("place")),
            "often": FREQUENCY_WORDS[budget.frequency],
            "kept_in": ACCOUNT_WORDS[budget.account_kind],
            "mode_words": MODE_WORDS[budget.contribution_mode],
            "by_name": councils.name_of(budget.opened_by),
            "own_draft": budget.opened_by == self.viewer.user_id,
        }

    def do(self, form: Form) -> None:
        """Agree it."""
        agree_budget(budget=self.budget, by=self.member, now=self.now)
        messages.success(self.request, f"You agreed it for {self.person.first_name}.")


class ConditionForm(forms.Form):
    """What was decided about one condition."""

    stands = OptionsField(
        label="Does it stand?",
        choices=[(STANDS, Option("Yes, it stands")), (FALLS, Option("No, it does not"))],
    )
    decided_on = DayField(label="When was that decided?", help_text="Like 20 November 2026.")
    why = WordsField(
        label="Why?",
        lines=True,
        max_length=1000,
        help_text="One sentence is enough. The person may read it.",
    )


class RecordCondition(BudgetForm):
    """One condition of section 31 or 32, and on to the next that is open."""

    action = Action.CONDITIONS_RECORD
    template_name = "budgets/condition.html"
    form_class = ConditionForm
    fields_of = {DayAbsurd: "decided_on"}  # noqa: RUF012  as in the door

    def form_options(self) -> dict[str, Any]:
        """Most are decided on the day on which they are written down, or on the one before."""
        typed = self.request.GET.get("on", "")
        return {"initial": {"decided_on": typed[:40] or timezone.localdate(self.now)}}

    def around(self) -> dict[str, Any]:
        """The condition in its words, which of how many it is, and the decision before."""
        code = self._code()
        asked = conditions_for(HolderKind(self.budget.holder_kind))
        return {
            "words": CONDITION_WORDS[code],
            "place": asked.index(code) + 1,
            "count": len(asked),
            "before": decided.newest(self.budget).get(code),
            "is_paid": self.budget.state == BudgetState.ACTIVE,
        }

    def _code(self) -> ConditionCode:
        asked = conditions_for(HolderKind(self.budget.holder_kind))
        found = next((code for code in asked if code == self.kwargs["code"]), None)
        if found is None:
            raise Http404
        return found

    def do(self, form: Form) -> None:
        """Keep the decision."""
        said = form.cleaned_data
        record_condition(
            budget=self.budget,
            code=self._code(),
            stands=said["stands"] == STANDS,
            decided_on=said["decided_on"],
            why=said["why"],
            by=self.member,
            now=self.now,
        )

    def back(self) -> HttpResponse:
        """To the next condition that nobody has decided, or to the budget."""
        newest = decided.newest(self.budget)
        asked = conditions_for(HolderKind(self.budget.holder_kind))
        code = next((one for one in asked if one not in newest), None)
        if code is None:
            return super().back()
        on = f"{self.form.cleaned_data['decided_on']:%Y-%m-%d}"
        answer = redirect("record_condition", self.budget.id, code)
        answer.headers["Location"] += f"?on={on}"
        return answer
