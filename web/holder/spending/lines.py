"""Where the money went, line by line; what it was for, in one tap."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.assurance.models import SpendingLine
from budgets.assurance.selectors.evidence import asked_of
from budgets.assurance.selectors.lines import each_once, visible_to
from budgets.assurance.services import say_purpose, undo_link
from budgets.assurance.values import Booked
from budgets.councils.rights import Action
from budgets.plans.models import Budget
from budgets.plans.values.purposes import PURPOSE_WORDS
from ledgers.values import Purpose
from web.doors import FormPage
from web.forms import OptionsField
from web.holder.plan.page import PlanPage
from web.holder.spending.rows import purposes_of, row_of, rows_of
from web.listing import page_of


class SpendingPage(PlanPage):
    """A page about lines of one budget."""

    action: ClassVar[Action] = Action.LINES_READ
    what = "where the money went"

    def lines(self, budget: Budget) -> Any:
        """The lines of this budget that the viewer may see, the latest first."""
        return visible_to(self.as_holder(), self.action).filter(budget=budget)

    def line(self, budget: Budget) -> SpendingLine:
        """
        The line of the address.

        :raises Http404: it is none of this budget's
        """
        found: SpendingLine | None = self.lines(budget).filter(pk=self.kwargs["line_id"]).first()
        if found is None:
            raise Http404
        return found


class Spending(SpendingPage):
    """Every line, with what there is to do; mostly nothing."""

    template_name = "holder/spending/lines.html"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """The newest lines."""
        page = page_of(self.request, each_once(self.lines(budget), budget.book_id))
        rows = rows_of(budget, list(page.object_list))
        return {"rows": page, "lines": rows, "asking": [row for row in rows if row.choices]}


class PurposeForm(forms.Form):
    """What a line was for."""

    purpose = OptionsField(label="What was it for?")

    def __init__(self, *args: Any, choices: tuple[tuple[str, str], ...], **options: Any) -> None:
        super().__init__(*args, **options)
        every = [*choices, *((code, words) for code, words in PURPOSE_WORDS.items())]
        field = self.fields["purpose"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  it is made above
        field.choices = list(dict(every).items())

    def clean_purpose(self) -> Purpose:
        """
        The purpose.

        :raises ValidationError: there is no such one
        """
        said = self.cleaned_data["purpose"]
        if said not in list(Purpose):
            raise ValidationError("Choose one of these.")
        return Purpose(said)


class OneLine(FormPage, SpendingPage):
    """One line: what we know of it, and what it was for."""

    template_name = "holder/spending/line.html"
    form_class = PurposeForm
    action: ClassVar[Action] = Action.LINES_SAY

    def form_options(self) -> dict[str, Any]:
        """The purposes of the plan first."""
        return {"choices": purposes_of(self.budget())}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The line, and the purposes to tap."""
        budget = self.budget()
        line = self.line(budget)
        row = row_of(line, asked_of(budget.book_id, [line])[line.id], ())
        linked = line.booked_as == Booked.LINKED
        return self.page(status=status, form=form, row=row, linked=linked, **self.about(budget))

    def act(self, form: Form) -> HttpResponse:
        """Say what it was for, and lead back."""
        budget = self.budget()
        line = say_purpose(
            line=self.line(budget),
            purpose=form.cleaned_data["purpose"],
            by=self.viewer.user_id,
            now=self.now,
        )
        said = PURPOSE_WORDS[line.purpose]
        messages.success(self.request, f"Thank you. We remember: {said}.")
        return redirect("spending", budget.id)


class TwoThings(SpendingPage):
    """Say that a line is not the movement that it was taken for."""

    action: ClassVar[Action] = Action.LINES_SAY
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count it for itself."""
        budget = self.budget()
        undo_link(line=self.line(budget), by=self.viewer.user_id, now=self.now)
        messages.success(request, "We count it for itself now.")
        return redirect("spending", budget.id)
