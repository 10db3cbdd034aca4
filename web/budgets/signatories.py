"""Who signs for a group's budget: named one by one, each from a day until a day."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from budgets.people.values import PersonKind
from budgets.plans.errors import ConsentMissing, DayAbsurd, HolderUnnamed
from budgets.plans.models import BudgetHolder
from budgets.plans.services import end_signatory, name_holder
from budgets.plans.values import HolderKind
from budgets.plans.values.drafting import HolderDraft
from web.budgets import parts
from web.budgets.one_budget import BudgetForm
from web.budgets.writing.who import email_field
from web.forms import DayField, WordsField


class SignatoryForm(forms.Form):
    """Somebody who is to sign, from when, and when they agreed to."""

    full_name = WordsField(label="Name", max_length=200)
    email = email_field("Email, if they have one", "They sign in with it.")
    consented_on = DayField(label="When did they agree to do this?")
    starts_on = DayField(label="From which day do they sign?", latest=None)


class Signatories(BudgetForm):
    """Who signs, and somebody more."""

    template_name = "budgets/signatories_of.html"
    form_class = SignatoryForm
    fields_of: ClassVar = {
        HolderUnnamed: "full_name",
        ConsentMissing: "consented_on",
        DayAbsurd: "starts_on",
    }

    def form_options(self) -> dict[str, Any]:
        """Only a group has several."""
        if self.person.kind != PersonKind.GROUP:
            raise Http404
        return {"initial": {"starts_on": self.today}}

    def around(self) -> dict[str, Any]:
        """Who signs now or will."""
        return {"holders": parts.holders_of(self.budget, self.today)}

    def do(self, form: Form) -> None:
        """Name them."""
        said = form.cleaned_data
        draft = HolderDraft(
            kind=HolderKind.NOMINATED,
            full_name=said["full_name"],
            email=said["email"],
            consented_on=said["consented_on"],
        )
        named = name_holder(
            budget=self.budget,
            draft=draft,
            starts_on=said["starts_on"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, f"{named.full_name} signs from then on.")

    def back(self) -> HttpResponse:
        """To who signs."""
        return redirect("signatories", self.budget.id)


class EndingForm(forms.Form):
    """From when."""

    ends_on = DayField(label="From which day do they sign no longer?", latest=None)


class EndSignatory(BudgetForm):
    """Somebody signs no longer."""

    template_name = "budgets/end_signatory.html"
    form_class = EndingForm
    fields_of: ClassVar = {DayAbsurd: "ends_on"}

    def form_options(self) -> dict[str, Any]:
        """Mostly from today on."""
        self.holder = self._holder()
        return {"initial": {"ends_on": self.today}}

    def _holder(self) -> BudgetHolder:
        found = self.budget.holders.filter(pk=self.kwargs["holder_id"], ends_on=None).first()
        if found is None or self.person.kind != PersonKind.GROUP:
            raise Http404
        found.budget = self.budget
        return found

    def around(self) -> dict[str, Any]:
        """Who it is."""
        return {"holder": self.holder}

    def do(self, form: Form) -> None:
        """End it."""
        ends_on = form.cleaned_data["ends_on"]
        end_signatory(holder=self.holder, ends_on=ends_on, by=self.viewer.user_id, now=self.now)
        messages.success(self.request, f"{self.holder.full_name} signs no longer from then on.")

    def back(self) -> HttpResponse:
        """To who signs."""
        return redirect("signatories", self.budget.id)
