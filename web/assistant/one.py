"""One shift: what was sent, where it is, what was said about it; answering, taking it back."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from budgets.assistants import selectors as work
from budgets.assistants.errors import AnswerMissing
from budgets.assistants.models import Shift
from budgets.assistants.services import answer_question, withdraw_shift
from budgets.assistants.values import ShiftState, Side
from ledgers.errors import Refusal
from web.assistant.whose import WorkPage, employer_of
from web.doors import FormPage
from web.forms import WordsField
from web.hours.rows import row_of, said_in

OPEN = (ShiftState.WAITING, ShiftState.QUESTIONED)


class AnswerForm(forms.Form):
    """What one says about hours that were asked about."""

    words = WordsField(label="Your answer", lines=True, max_length=1000)


class OneShift(FormPage, WorkPage):
    """Everything about one shift, and room for an answer."""

    template_name = "assistant/shift.html"
    form_class = AnswerForm
    fields_of: ClassVar = {AnswerMissing: "words"}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The shift and what was said."""
        shift = self.shift()
        state, employer = work.state_of(shift), employer_of(shift.engagement)
        warnings = work.list_warnings([shift], self.viewer)[shift.id]
        return self.page(
            status=status,
            form=form,
            shift=shift,
            engagement=shift.engagement,
            employer=employer,
            row=row_of(shift, shift.engagement, warnings=[one.words for one in warnings]),
            said=said_in(work.list_messages(shift), to=Side.ASSISTANT, name=employer),
            may_answer=state == ShiftState.QUESTIONED,
            may_change=state in OPEN,
            newer=newer_than(shift),
            older=shift.replaces_id,
        )

    def act(self, form: Form) -> HttpResponse:
        """Answer."""
        shift = self.shift()
        answer_question(shift=shift, words=form.cleaned_data["words"], by=self.member, now=self.now)
        messages.success(self.request, f"{employer_of(shift.engagement)} has your answer.")
        return redirect("work_shift", shift.id)


class TakeBack(WorkPage):
    """Hours that were not worked after all."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take them back; they are kept, and count no more."""
        shift = self.shift()
        withdraw_shift(shift=shift, by=self.member, now=self.now)
        messages.success(request, "You took it back. It counts no more.")
        return redirect("work_for", shift.engagement_id)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not, and lead back."""
        back = reverse("work_shift", args=[self.kwargs["shift_id"]])
        context = {"refusal": refusal, "back": back}
        return TemplateResponse(self.request, "web/refused.html", context, status=409)


def newer_than(shift: Shift) -> Any:
    """The id of the shift that took its place, if one did."""
    newer = getattr(shift, "replaced_by", None)
    return newer.id if newer else None
