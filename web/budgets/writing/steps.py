"""Writing down a direct payment: four short pages whose answers wait in the session."""

from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.plans.errors import ContributionAboveTotal, EndsBeforeStart, OwnBudget
from budgets.plans.rules.agreeing import check_draft, check_figures
from budgets.plans.selectors import visible_to
from budgets.plans.values import BudgetKind, BudgetState
from web.budgets.week import WEEK_FIELDS, WeekForm
from web.budgets.writing.answers import STEPS, Answers, options_of, read_answers
from web.budgets.writing.kept import keep, read_kept
from web.budgets.writing.paying import PayingForm
from web.budgets.writing.purposes import PurposesForm
from web.budgets.writing.who import WhoForm
from web.doors import FormPage, Page


class AboutPerson(Page):
    """A page about somebody of the viewer's teams; anybody else doesn't exist."""

    action = Action.BUDGETS_DRAFT
    what = "a direct payment"

    def find(self) -> None:
        """Find the person, and what was typed about their budget so far."""
        self.person = self._person()
        self.today = timezone.localdate(self.now)
        self.answers = self.read()
        self.saw(self.person)

    def _person(self) -> Person:
        visible = people.visible_to(self.viewer, self.action).select_related("team", "user")
        found = visible.filter(pk=self.kwargs["person_id"]).first()
        if found is None:
            raise Http404
        return found

    def read(self) -> Answers:
        """What is answered so far."""
        return read_answers(self.person, read_kept(self.request, self.person.id), self.today)

    def go_on(self) -> HttpResponse:
        """To the first step that is open, or to all answers on one page."""
        step = self.answers.next_step
        return redirect(f"write_{step}" if step else "write_check", self.person.id)

    def around(self) -> dict[str, Any]:
        """What every step shows: whose it is, the steps, and what stands in the way."""
        theirs = visible_to(self.viewer, self.action).filter(person=self.person)
        ongoing = theirs.filter(kind=BudgetKind.DIRECT_PAYMENT).exclude(state=BudgetState.ENDED)
        return {
            "person": self.person,
            "tied": people.has_tie(self.member, self.person),
            "existing": ongoing.first(),
            "steps": [
                (reverse(f"write_{name}", args=[self.person.id]), words, name in self.answers.forms)
                for name, words in STEPS.items()
            ],
        }


class WriteDown(AboutPerson):
    """Where writing down begins."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the first step that is open."""
        return self.go_on()


class Step(AboutPerson, FormPage):
    """One step: asked, kept in the session, and on to the next."""

    step: ClassVar[str]

    def form_options(self) -> dict[str, Any]:
        """What the form of this step has to know."""
        return options_of(self.step, self.person, self.today)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the step, as it was answered before if it was."""
        kept = read_kept(request, self.person.id).get(self.step)
        return self.show(self.form_class(kept, **self.form_options()))

    def act(self, form: Form) -> HttpResponse:
        """
        Keep what was typed; nothing is stored.

        :raises OwnBudget: it is for whoever writes, or somebody close to them
        """
        if people.has_tie(self.member, self.person):
            raise OwnBudget
        self.check(form)
        keep(self.request, self.person.id, self.step, form)
        self.answers = self.read()
        return self.go_on()

    def check(self, form: Form) -> None:
        """Refuse at once what could not be agreed later."""

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, and how far all is."""
        place = list(STEPS).index(self.step) + 1
        return self.page(status=status, form=form, place=place, **self.around())


class Who(Step):
    """Who manages the money."""

    step = "who"
    template_name = "budgets/writing/who.html"
    form_class = WhoForm


class Purposes(Step):
    """What it is for."""

    step = "purposes"
    template_name = "budgets/writing/purposes.html"
    form_class = PurposesForm


class Week(Step):
    """What a week costs."""

    step = "week"
    template_name = "budgets/writing/week.html"
    form_class = WeekForm
    fields_of = WEEK_FIELDS

    def check(self, form: Form) -> None:
        """Refuse figures that can't be built."""
        week = cast(WeekForm, form)
        draft = week.statement(self.viewer.book_id, contribution_pence=0, why="-")
        check_figures(draft, self.today)


class Paying(Step):
    """What they pay themselves, and how the money reaches them."""

    step = "paying"
    template_name = "budgets/writing/paying.html"
    form_class = PayingForm
    fields_of: ClassVar = {ContributionAboveTotal: "contribution", EndsBeforeStart: "ends_on"}

    def check(self, form: Form) -> None:
        """Refuse a contribution or a last day that doesn't fit what was said before."""
        answers = Answers(self.answers.forms | {self.step: form})
        if not answers.next_step:
            draft = answers.draft(self.viewer.book_id)
            check_draft(draft, self.today)
            check_figures(draft.statement, self.today)
