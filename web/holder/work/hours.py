"""Hours to agree: one tap each, or all at once; and what doesn't seem right."""

import re
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from budgets.assistants import selectors as work
from budgets.assistants.errors import QuestionMissing
from budgets.assistants.models import Shift
from budgets.assistants.services import agree_shifts, question_shift
from budgets.assistants.values import AgreedOutcome, ShiftState, Side
from budgets.councils.rights import Action
from budgets.plans.models import Budget
from ledgers.errors import Refusal
from web.doors import FormPage
from web.forms import WordsField
from web.holder.plan.page import PlanPage
from web.holder.work.waiting import waiting_in
from web.hours.rows import row_of, said_in

LATELY: Final = 10
ID: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class HoursPage(PlanPage):
    """A page about hours for one budget, for whoever manages it."""

    action: ClassVar[Action] = Action.SHIFTS_AGREE
    what = "hours that their personal assistants worked"

    def seen(self, budget: Budget) -> Any:
        """The hours of this budget that the viewer may agree, the latest first."""
        rows = work.visible_to(self.as_holder(), self.action).filter(engagement__budget=budget)
        return rows.prefetch_related("engagement__rates")


class Hours(HoursPage):
    """What waits, by who worked it, and what was agreed lately."""

    template_name = "holder/work/hours.html"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """What waits, and what is being asked about."""
        asked = work.in_state(self.seen(budget), ShiftState.QUESTIONED)
        agreed = work.in_state(self.seen(budget), ShiftState.AGREED)
        engaged = work.visible_engagements(self.as_holder()).filter(budget=budget)
        return {
            "waiting": waiting_in(self.as_holder(), budget),
            "asked": [row_of(one, one.engagement, warnings=[]) for one in asked],
            "agreed": [row_of(one, one.engagement, warnings=[]) for one in agreed[:LATELY]],
            "names": " or ".join({one.assistant.first_name for one in engaged}),
        }


class AgreeHours(HoursPage):
    """One tap: the hours that were seen, and no others."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Agree them, and lead back to where they were seen."""
        budget = self.budget()
        ids = ids_in(request.POST.getlist("shift"))
        seen = self.seen(budget).filter(id__in=ids)
        if not ids or seen.count() != len(ids):
            raise Http404
        answers = agree_shifts(ids=ids, by=self.member, now=self.now)
        changed = sum(one.outcome == AgreedOutcome.CHANGED for one in answers)
        done = len(answers) - changed
        if done:
            said = "It is agreed." if done == 1 else f"{done} are agreed."
            messages.success(request, said)
        if changed:
            messages.warning(
                request, "Some hours were put right meanwhile. Look at the new ones below."
            )
        return self.home_again(budget)

    def home_again(self, budget: Budget) -> HttpResponse:
        """Where there is more to agree, that; otherwise home."""
        if waiting_in(self.as_holder(), budget):
            return redirect("hours", budget.id)
        return redirect(*self.home_of(budget.person))

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not, and lead back."""
        back = reverse("hours", args=[self.kwargs["budget_id"]])
        context = {"refusal": refusal, "back": back}
        return TemplateResponse(self.request, "web/refused.html", context, status=409)


class QuestionForm(forms.Form):
    """What doesn't seem right."""

    words = WordsField(
        label="What doesn’t seem right?",
        lines=True,
        max_length=1000,
        help_text="Say it as you would say it to them. They read it on their phone.",
    )


class Talk(FormPage, HoursPage):
    """What both said about some hours, and room to ask."""

    template_name = "holder/work/talk.html"
    form_class = QuestionForm
    fields_of: ClassVar = {QuestionMissing: "words"}

    def shift(self, budget: Budget) -> Shift:
        """
        The hours in the address.

        :raises Http404: they are none of this budget's
        """
        found: Shift | None = self.seen(budget).filter(pk=self.kwargs["shift_id"]).first()
        if found is None:
            raise Http404
        return found

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The hours, and what was said."""
        budget = self.budget()
        shift = self.shift(budget)
        warnings = work.list_warnings([shift], self.as_holder())[shift.id]
        row = row_of(shift, shift.engagement, warnings=[one.words for one in warnings])
        said = said_in(work.list_messages(shift), to=Side.HOLDER, name=row.name)
        return self.page(status=status, form=form, row=row, said=said, **self.about(budget))

    def act(self, form: Form) -> HttpResponse:
        """Ask them."""
        budget = self.budget()
        shift = self.shift(budget)
        question_shift(shift=shift, words=form.cleaned_data["words"], by=self.member, now=self.now)
        name = shift.engagement.assistant.first_name
        messages.success(self.request, f"{name} has your question, and answers on their phone.")
        return redirect("hours", budget.id)


def ids_in(said: list[str]) -> list[UUID]:
    """
    The ids that a form sent, each once.

    :raises Http404: one is none
    """
    if not all(ID.fullmatch(one) for one in said):
        raise Http404
    return list(dict.fromkeys(map(UUID, said)))
