"""Money in hand: what is spoken for, talking about the rest, and what is set aside by hand."""

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from budgets.councils.rights import Action, may
from budgets.plans.errors import ReasonUnsaid, SumMissing
from budgets.plans.models import RingFence, SurplusTalk
from budgets.plans.selectors import surplus as seen
from budgets.plans.selectors.left import known_day
from budgets.plans.services import (
    close_surplus_talk,
    open_surplus_talk,
    release_ring_fence,
    set_ring_fence,
)
from budgets.plans.values.surplus import RING_FENCE_WORDS, RingFenceKind
from web.budgets.one_budget import BudgetAct, BudgetForm, OneBudget
from web.doors import Page
from web.forms import MoneyField, OptionsField, WordsField

BY_HAND: Final = "by_hand"
MOST_SHOWN = 100


class MoneyInHand(Page):
    """Whose budgets have money above all that is spoken for, the most first."""

    action = Action.SURPLUS_TALK
    template_name = "budgets/money_in_hand.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them."""
        rows = seen.list_with_surplus(self.viewer, timezone.localdate(self.now))
        return self.page(rows=rows[:MOST_SHOWN], count=len(rows), most=MOST_SHOWN)


class SurplusPage(OneBudget):
    """Every figure of one budget, what was talked about, and what was asked."""

    action = Action.SURPLUS_TALK
    template_name = "budgets/surplus.html"
    what = "money in hand"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show all of it."""
        budget, today = self.budget, self.today
        surplus = seen.surplus_on(budget, today)
        fences = seen.list_ring_fences(budget)
        return self.page(
            surplus=surplus,
            figures=list(surplus.figures()) if surplus else [],
            known_on=known_day(budget, today),
            fences=[(RING_FENCE_WORDS[RingFenceKind(one.kind)], one) for one in fences],
            talk=seen.find_open_talk(budget),
            talks=list(budget.surplus_talks.exclude(closed_at=None).order_by("-closed_at")),
            request_open=seen.find_open_request(budget),
            requests=list(budget.repayment_requests.order_by("-asked_at", "-id")),
            returns=list(budget.money_returns.order_by("-left_on", "-id")),
            may_ask=may(self.viewer.roles, Action.REPAYMENTS_ASK),
        )


class _BackToSurplus(OneBudget):
    def back(self) -> HttpResponse:
        """To the money in hand."""
        return redirect("surplus", self.budget.id)


class RingFenceForm(forms.Form):
    """What is owed already."""

    kind = OptionsField(label="What is it?", choices=list(RING_FENCE_WORDS.items()))
    amount = MoneyField(label="How much?")
    words = WordsField(label="In a few words", max_length=500, help_text="The person reads this.")


class SetAside(_BackToSurplus, BudgetForm):
    """Set money aside that is owed already."""

    action = Action.SURPLUS_TALK
    template_name = "budgets/set_aside.html"
    form_class = RingFenceForm
    fields_of: ClassVar = {SumMissing: "amount", ReasonUnsaid: "words"}

    def do(self, form: Form) -> None:
        """Set it aside."""
        said = form.cleaned_data
        set_ring_fence(
            budget=self.budget,
            kind=RingFenceKind(said["kind"]),
            pence=said["amount"],
            words=said["words"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, "It is set aside, and is nobody’s surplus.")


class LetGo(_BackToSurplus, BudgetAct):
    """Let go what was set aside by hand."""

    action = Action.SURPLUS_TALK

    def do(self) -> None:
        """Let it go."""
        release_ring_fence(ring_fence=self._fence(), by=self.viewer.user_id, now=self.now)
        messages.success(self.request, "It is set aside no longer.")

    def _fence(self) -> RingFence:
        found = self.budget.ring_fences.filter(pk=self.kwargs["fence_id"], source=BY_HAND).first()
        if found is None:
            raise Http404
        found.budget = self.budget
        return found


class TalkForm(forms.Form):
    """What the talk is about."""

    words = WordsField(
        label="What would you like to talk about?",
        lines=True,
        max_length=1000,
        help_text="The person reads this. Ask how it came about; do not judge.",
    )


class OpenTalk(_BackToSurplus, BudgetForm):
    """Begin to talk. Nothing is asked back by it."""

    action = Action.SURPLUS_TALK
    template_name = "budgets/open_talk.html"
    form_class = TalkForm
    fields_of: ClassVar = {ReasonUnsaid: "words"}

    def around(self) -> dict[str, Any]:
        """How much it is."""
        return {"surplus": seen.surplus_on(self.budget, self.today)}

    def do(self, form: Form) -> None:
        """Open it."""
        words = form.cleaned_data["words"]
        open_surplus_talk(budget=self.budget, words=words, by=self.member, now=self.now)
        messages.success(self.request, "The talk is open. Nothing is asked back by it.")


class CloseTalkForm(forms.Form):
    """What came of it."""

    outcome = WordsField(
        label="What did you agree?",
        lines=True,
        max_length=1000,
        help_text="The person reads this. Like: It stays, for a new wheelchair in spring.",
    )


class CloseTalk(_BackToSurplus, BudgetForm):
    """Close a talk with what was agreed."""

    action = Action.SURPLUS_TALK
    template_name = "budgets/close_talk.html"
    form_class = CloseTalkForm
    fields_of: ClassVar = {ReasonUnsaid: "outcome"}

    def around(self) -> dict[str, Any]:
        """The talk, with its figures as they stood."""
        return {"talk": self._talk()}

    def _talk(self) -> SurplusTalk:
        found = self.budget.surplus_talks.filter(pk=self.kwargs["talk_id"]).first()
        if found is None:
            raise Http404
        found.budget = self.budget
        return found

    def do(self, form: Form) -> None:
        """Close it."""
        outcome = form.cleaned_data["outcome"]
        close_surplus_talk(talk=self._talk(), outcome=outcome, by=self.member, now=self.now)
        messages.success(self.request, "The talk is closed with what you agreed.")
