"""Ending a budget kindly: its last day, or the day on which somebody has died."""

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.people.errors import DayImpossible, DeathBeforeBirth, DeathInFuture
from budgets.people.models import Person
from budgets.plans.errors import DayAbsurd, EndsBeforeStart, EndsInThePast, OwnBudget
from budgets.plans.selectors import visible_to
from budgets.plans.services import begin_ending, record_death
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.agreement import EndReason
from web.budgets.one_budget import BudgetForm
from web.doors import FormPage
from web.forms import DayField, Option, OptionsField, WordsField

REASONS: Final = [
    (EndReason.CHOSEN, Option("They chose to end it", "They want their support another way")),
    (EndReason.NOT_NEEDED, Option("It is not needed any more")),
    (EndReason.MOVED, Option("They moved away")),
    (
        EndReason.CONDITION,
        Option("A condition of the law stands no longer", "Payments and card stop at once"),
    ),
    (EndReason.OTHER, Option("Something else")),
]


class EndForm(forms.Form):
    """Why, the last day, and what they read."""

    reason = OptionsField(label="Why does it end?", choices=REASONS)
    ends_on = DayField(
        label="The last day",
        latest=None,
        help_text="It is still paid for. Like 31 December 2026.",
    )
    words = WordsField(label="What will they read?", lines=True, required=False, max_length=1000)


class BeginEnding(BudgetForm):
    """Begin to end it; what is owed becomes steps that are paid first."""

    action = Action.BUDGETS_END
    template_name = "budgets/begin_ending.html"
    form_class = EndForm
    fields_of: ClassVar = {
        DayAbsurd: "ends_on",
        EndsInThePast: "ends_on",
        EndsBeforeStart: "ends_on",
    }

    def form_options(self) -> dict[str, Any]:
        """A draft mostly ends on the day on which it is given up."""
        return {"initial": {"ends_on": self.today}} if self._is_draft() else {}

    def around(self) -> dict[str, Any]:
        """Whether anybody has agreed it."""
        return {"is_draft": self._is_draft()}

    def _is_draft(self) -> bool:
        return self.budget.state == BudgetState.DRAFT

    def do(self, form: Form) -> None:
        """Begin."""
        said = form.cleaned_data
        begin_ending(
            budget=self.budget,
            reason=EndReason(said["reason"]),
            ends_on=said["ends_on"],
            words=said["words"],
            by=self.member,
            now=self.now,
        )
        done = "It is given up." if self._is_draft() else "Its last day is set."
        messages.success(self.request, done)

    def back(self) -> HttpResponse:
        """To what is settled first."""
        return redirect("ending", self.budget.id)


class DeathForm(forms.Form):
    """The day, and nothing else."""

    died_on = DayField(label="On which day?", help_text="Like 3 November 2026.")


class RecordDeath(FormPage):
    """Somebody has died: every budget of theirs ends, and nothing is sent to anybody."""

    action = Action.BUDGETS_END
    template_name = "budgets/died.html"
    form_class = DeathForm
    what = "that they have died"
    fields_of: ClassVar = {
        DeathInFuture: "died_on",
        DeathBeforeBirth: "died_on",
        DayImpossible: "died_on",
    }

    def form_options(self) -> dict[str, Any]:
        """A day that is known already stands in the field, and can be corrected."""
        self.person = self._person()
        self.saw(self.person)
        return {"initial": {"died_on": self.person.died_on}}

    def _person(self) -> Person:
        visible = people.visible_to(self.viewer, self.action).select_related("team")
        found = visible.filter(pk=self.kwargs["person_id"]).first()
        if found is None:
            raise Http404
        return found

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, and which budgets end by it."""
        theirs = visible_to(self.viewer, self.action).filter(person=self.person)
        ongoing = theirs.exclude(state=BudgetState.ENDED).exclude(kind=BudgetKind.RECOVERY)
        return self.page(
            status=status,
            form=form,
            person=self.person,
            tied=people.has_tie(self.member, self.person),
            ongoing=list(ongoing),
            today_on=timezone.localdate(self.now),
        )

    def act(self, form: Form) -> HttpResponse:
        """
        Keep the day.

        :raises OwnBudget: it is about somebody close to whoever records it
        """
        if people.has_tie(self.member, self.person):
            raise OwnBudget
        died_on = form.cleaned_data["died_on"]
        record_death(person=self.person, died_on=died_on, by=self.member, now=self.now)
        messages.success(self.request, "It is recorded. Nothing is sent to anybody.")
        return redirect("person", self.person.id)
