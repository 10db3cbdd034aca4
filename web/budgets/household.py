"""Who is employed from a budget, and the council's agreement that family in the home is paid."""

from dataclasses import replace
from typing import Any, ClassVar, Final, cast

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from budgets.assistants import errors
from budgets.assistants import selectors as work
from budgets.assistants.models import Engagement
from budgets.assistants.services import agree_household, engage
from budgets.assistants.values import HouseholdAgreement, HouseholdReason, Relation
from budgets.councils.rights import Action
from web.budgets.one_budget import BudgetForm, OneBudget
from web.forms import DayField, OptionsField, WordsField
from web.holder.work.assistants import since_words, status_of
from web.holder.work.forms import FIELDS, EngageForm

REASONS: Final = (
    (HouseholdReason.LIMITED_CHOICE, "There is hardly anybody else"),
    (HouseholdReason.COMMUNICATION, "They understand each other as nobody else does"),
    (HouseholdReason.TIMES, "It is needed at times when nobody else comes"),
    (HouseholdReason.INTIMACY, "It is too private for anybody else"),
    (HouseholdReason.RELIGION_OR_CULTURE, "Religion or culture"),
    (HouseholdReason.END_OF_LIFE, "The end of life"),
    (HouseholdReason.EMERGENCY, "An emergency"),
    (HouseholdReason.OTHER, "Something else"),
)


class WhyForm(forms.Form):
    """Why it is necessary that family in the household is paid."""

    reason = OptionsField(label="Why is it necessary?", choices=REASONS)
    words = WordsField(label="In words that the person may read", lines=True, max_length=500)
    agreed_on = DayField(label="When was it agreed?", initial=timezone.localdate)

    def agreement(self) -> HouseholdAgreement:
        """As the verb takes it."""
        said = self.cleaned_data
        return HouseholdAgreement(
            reason=HouseholdReason(said["reason"]),
            words=said["words"],
            agreed_on=said["agreed_on"],
        )


class FamilyForm(EngageForm, WhyForm):
    """Somebody of the family who lives in the same home, and why they are paid."""

    field_order = (*EngageForm.base_fields, *WhyForm.base_fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["relation"]  # the page says it


class Employed(OneBudget):
    """Everybody who is employed from a budget."""

    template_name = "budgets/employed.html"
    what = "their personal assistants"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them, and who of the family the council has still to agree."""
        seen = work.visible_engagements(self.viewer).filter(budget=self.budget)
        left = work.list_to_settle(self.viewer, self.person).filter(engagement__budget=self.budget)
        return self.page(rows=[self.row(one) for one in seen], left=left.count())

    def row(self, one: Engagement) -> dict[str, Any]:
        """One of them."""
        is_family = one.relation == Relation.HOUSEHOLD_FAMILY
        return {
            "id": one.id,
            "name": one.assistant.full_name,
            "words": since_words(one, self.today),
            "status": status_of(one, self.today),
            "agreed_on": one.household_agreed_on,
            "why": one.household_words,
            "is_family": is_family,
            "open": is_family and one.household_agreed_on is None,
        }


class EngageFamily(BudgetForm):
    """Somebody of the family begins: agreed by the council, with its reason."""

    template_name = "budgets/family.html"
    form_class = FamilyForm
    action = Action.ENGAGEMENTS_AGREE_HOUSEHOLD
    heading, button = "Family in the same home is paid", "Agree it"
    fields_of: ClassVar = {**FIELDS, errors.HouseholdWordsMissing: "words"}

    def do(self, form: Form) -> None:
        """Write down what was agreed, and that it was."""
        said = cast(FamilyForm, form)
        made = engage(
            budget=self.budget,
            assistant=said.assistant(),
            new=replace(said.engagement(), household=said.agreement()),
            by=self.member,
            now=self.now,
        )
        messages.success(self.request, f"{made.assistant.full_name} is on the list.")


class AgreeFamily(BudgetForm):
    """Somebody of the family works already: the council agrees to it."""

    template_name = "budgets/family.html"
    form_class = WhyForm
    action = Action.ENGAGEMENTS_AGREE_HOUSEHOLD
    heading, button = "Family in the same home is paid", "Agree it"
    fields_of: ClassVar = {errors.HouseholdWordsMissing: "words"}

    def engagement(self) -> Engagement:
        """
        The one in the address.

        :raises Http404: it is none of this budget's
        """
        seen = work.visible_engagements(self.viewer, self.action).filter(budget=self.budget)
        found = seen.filter(pk=self.kwargs["engagement_id"]).first()
        if found is None:
            raise Http404
        return found

    def around(self) -> dict[str, Any]:
        """Who it is about."""
        return {"helper": self.engagement().assistant.full_name}

    def do(self, form: Form) -> None:
        """Keep that it was agreed, and why."""
        agreed = agree_household(
            engagement=self.engagement(),
            agreement=cast(WhyForm, form).agreement(),
            by=self.member,
            now=self.now,
        )
        messages.success(self.request, f"It is agreed that {agreed.assistant.full_name} is paid.")
