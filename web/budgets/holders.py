"""Giving a budget another holder, from a day on."""

from typing import Any, ClassVar, cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404

from budgets.people.values import PersonKind
from budgets.plans.errors import CapacityUndecided, ConsentMissing, HolderUnnamed
from budgets.plans.services import replace_holder
from budgets.plans.values import BudgetKind
from web.budgets import parts
from web.budgets.one_budget import BudgetForm
from web.budgets.writing.who import WhoForm
from web.forms import DayField


class HolderForm(WhoForm):
    """Who manages it, and from when."""

    starts_on = DayField(label="From which day?", latest=None)


class ChangeHolder(BudgetForm):
    """Somebody else manages the money; the conditions are then looked at again."""

    template_name = "budgets/holder.html"
    form_class = HolderForm
    fields_of: ClassVar = {
        HolderUnnamed: "full_name",
        ConsentMissing: "consented_on",
        CapacityUndecided: "capacity_decided_on",
    }

    def form_options(self) -> dict[str, Any]:
        """Whose money it is."""
        if self.budget.kind != BudgetKind.DIRECT_PAYMENT or self.person.kind == PersonKind.GROUP:
            raise Http404
        return {"person": self.person, "initial": {"starts_on": self.today}}

    def around(self) -> dict[str, Any]:
        """Who manages it now."""
        return {"holders": parts.holders_of(self.budget, self.today)}

    def do(self, form: Form) -> None:
        """Name them in the place of all it has."""
        first, *_ = cast(WhoForm, form).holders()
        named = replace_holder(
            budget=self.budget,
            draft=first,
            starts_on=form.cleaned_data["starts_on"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, f"{named.full_name} manages the money from then on.")
