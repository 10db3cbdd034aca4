"""Hours that wait for somebody who has died or can't sign in: the council agrees them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404

from budgets.assistants import errors
from budgets.assistants import selectors as work
from budgets.assistants.services import settle_shifts
from budgets.councils.rights import Action
from web.budgets.one_budget import BudgetForm
from web.forms import WordsField
from web.holder.work.hours import ids_in
from web.hours.rows import row_of


class SettleForm(forms.Form):
    """Why hours are agreed; which ones the page says."""

    words = WordsField(
        label="Why do you agree them?", lines=True, max_length=500, help_text="Family may read it."
    )


class SettleHours(BudgetForm):
    """The hours that were seen are agreed, and no others."""

    template_name = "budgets/left_hours.html"
    form_class = SettleForm
    action = Action.SHIFTS_SETTLE
    heading, button = "Hours that wait for the council", "Agree them all"
    fields_of: ClassVar = {errors.SettlingUnsaid: "words"}

    def around(self) -> dict[str, Any]:
        """Who worked them, when, and what may be wrong."""
        waiting = work.list_to_settle(self.viewer, self.person)
        here = waiting.filter(engagement__budget=self.budget)
        seen = list(here.prefetch_related("engagement__rates"))
        told = work.list_warnings(seen, self.viewer)
        return {
            "rows": [
                row_of(one, one.engagement, warnings=[each.words for each in told[one.id]])
                for one in seen
            ]
        }

    def do(self, form: Form) -> None:
        """Agree them."""
        ids = ids_in(self.request.POST.getlist("shift"))
        if not ids:
            raise Http404
        answers = settle_shifts(
            budget=self.budget,
            ids=ids,
            words=form.cleaned_data["words"],
            by=self.member,
            now=self.now,
        )
        messages.success(self.request, f"Agreed: {len(answers)}.")
