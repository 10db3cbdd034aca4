"""What an employer does: add somebody, a new rate, a sign-in for them, notice, the end."""

from typing import Any, ClassVar, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets.assistants.models import Engagement
from budgets.assistants.services import (
    end_engagement,
    engage,
    give_notice,
    invite_assistant,
    set_rate,
)
from budgets.assistants.values import RateKind
from budgets.plans.models import Budget
from web.doors import FormPage
from web.holder.work.assistants import WorkersPage
from web.holder.work.forms import (
    FIELDS,
    DayForm,
    EndForm,
    EngageForm,
    InviteForm,
    RateForm,
)
from web.templatetags.wherewithal import day_words, pounds


class AddAssistant(FormPage, WorkersPage):
    """Somebody new."""

    template_name = "holder/work/form.html"
    form_class = EngageForm
    fields_of: ClassVar = FIELDS

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form."""
        budget = self.budget()
        return self.page(
            status=status,
            form=form,
            heading="Add somebody who helps",
            button="Add them",
            after="You can change it later. Nobody is told what you have in your budget.",
            back=reverse("my_assistants", args=[budget.id]),
            **self.about(budget),
        )

    def act(self, form: Form) -> HttpResponse:
        """Write it down, and write to them when there is an address."""
        budget, said = self.budget(), cast(EngageForm, form)
        made = engage(
            budget=budget,
            assistant=said.assistant(),
            new=said.engagement(),
            by=self.member,
            now=self.now,
        )
        messages.success(self.request, f"{made.assistant.first_name} is on your list.")
        return redirect("my_assistant", budget.id, made.id)


class OneStep(FormPage, WorkersPage):
    """A small form about one of them: what it means above it, one button below."""

    template_name = "holder/work/form.html"
    fields_of: ClassVar = FIELDS
    heading: ClassVar[str]
    button: ClassVar[str]
    after: ClassVar[str] = ""

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form."""
        budget = self.budget()
        engagement = self.engagement(budget)
        return self.page(
            status=status,
            form=form,
            heading=self.heading,
            button=self.button,
            after=self.after,
            name=engagement.assistant.full_name,
            back=reverse("my_assistant", args=[budget.id, engagement.id]),
            **self.about(budget),
        )

    def act(self, form: Form) -> HttpResponse:
        """Do it, and lead back to them."""
        budget = self.budget()
        engagement = self.engagement(budget)
        messages.success(self.request, self.do(form, budget, engagement))
        return redirect("my_assistant", budget.id, engagement.id)

    def do(self, form: Form, budget: Budget, engagement: Engagement) -> str:
        """Do the one thing; returns what to say about it."""
        raise NotImplementedError


class SetRate(OneStep):
    """A new rate of pay from a day on."""

    form_class = RateForm
    heading, button = "A new rate of pay", "Agree it"
    after = "What was worked before that day stays at the old rate."

    def do(self, form: Form, budget: Budget, engagement: Engagement) -> str:
        """Agree it."""
        said = form.cleaned_data
        rate = set_rate(
            engagement=engagement,
            kind=RateKind(said["kind"]),
            pence=said["amount"],
            from_on=said["from_on"],
            by=self.member,
            now=self.now,
        )
        return f"{pounds(rate.pence)} from {day_words(rate.from_on, self.now.date())}."


class Invite(OneStep):
    """A sign-in of their own."""

    form_class = InviteForm
    heading, button = "Let them sign in and send hours", "Write to them"
    after = "They get an e-mail. There is no password: each time we send them a code."

    def form_options(self) -> dict[str, Any]:
        """With the address that we know."""
        engagement = self.engagement(self.budget())
        return {"initial": {"email": engagement.assistant.email}}

    def do(self, form: Form, budget: Budget, engagement: Engagement) -> str:
        """Write to them."""
        helper = invite_assistant(
            assistant=engagement.assistant, email=form.cleaned_data["email"], now=self.now
        )
        return f"We have written to {helper.first_name}."


class GiveNotice(OneStep):
    """One of them gave notice."""

    form_class = DayForm
    heading, button = "Somebody gave notice", "Keep it"
    after = "Not sure how long notice must be? Call us first."

    def do(self, form: Form, budget: Budget, engagement: Engagement) -> str:
        """Keep the last day."""
        day = form.cleaned_data["day"]
        told = give_notice(engagement=engagement, until=day, by=self.member, now=self.now)
        return f"{told.assistant.first_name} works until {day_words(day, self.now.date())}."


class End(OneStep):
    """The work ended."""

    form_class = EndForm
    heading, button = "It has ended", "Keep the last day"
    after = "Hours up to that day can still be sent and agreed, and holiday is still paid."

    def do(self, form: Form, budget: Budget, engagement: Engagement) -> str:
        """Keep the last day."""
        said = form.cleaned_data
        end_engagement(
            engagement=engagement,
            ends_on=said["day"],
            words=said["words"],
            by=self.member,
            now=self.now,
        )
        return f"The last day is {day_words(said['day'], self.now.date())}."
