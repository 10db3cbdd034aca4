"""What officers decide about a pay run: work it out again, approve it, give it up, pay again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.plans.selectors import facts
from budgets.plans.selectors.pay_days import next_open_day
from budgets.plans.services import approve_pay_run, prepare_again
from ledgers.errors import Refusal
from payments.payouts.errors import WhyUnsaid
from payments.payouts.services import (
    abandon_run,
    calculate_run,
    hold_line,
    open_follow_up,
    release_line,
)
from payments.payouts.values import london_day
from web.doors import FormPage
from web.finance.runs.lines import OneLine
from web.finance.runs.one import OneRun, RunPage
from web.forms import WordsField
from web.templatetags.wherewithal import pounds


class Deciding(OneRun):
    """One press about a whole run; a refusal comes back to the run, which is as it is now."""

    http_method_names = ("post",)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say on the run's own page why nothing was done."""
        return self.page(409, refusal=refusal, **self.shown(self.run()))


class Approve(Deciding):
    """Approving what was seen, and nothing else."""

    action = Action.RUNS_APPROVE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve it; it leaves on its day."""
        run = approve_pay_run(
            run=self.run(), digest=request.POST.get("seen", ""), by=self.member, now=self.now
        )
        messages.success(request, f"{pounds(run.total_pence)} is approved. It leaves on its day.")
        return redirect("run", run.id)


class CalculateAgain(Deciding):
    """Working the run out again, with what was planned or put right since."""

    action = Action.RUNS_PREPARE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Have the worker do it; what officers held back or let go stays so."""
        run = self.run()
        if run.follows_id:  # in which nothing is planned anew
            calculate_run(run=run, now=self.now)
            messages.success(request, "It is worked out again, with all that is known now.")
        else:
            prepare_again(run=run, now=self.now)
            messages.success(request, "It is being worked out again, with all that is known now.")
        return redirect("run", run.id)


class FollowUp(Deciding):
    """Paying again what came back, by a run of its own."""

    action = Action.RUNS_PREPARE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open it for the next day on which the council pays, and go there."""
        calendars = facts.calendars(self.viewer.book_id).values()
        run = open_follow_up(
            run=self.run(),
            pay_on=next_open_day(london_day(self.now), calendars),
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(
            request, "This run pays again what came back. Another officer approves it."
        )
        return redirect("run", run.id)


class WhyForm(forms.Form):
    """What an officer says about what they decide."""

    words = WordsField(
        label="Why?",
        help_text="In a few words. The other officer and the auditor read them.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class Abandon(FormPage, RunPage):
    """Giving up a run of which nothing has left."""

    action = Action.RUNS_PREPARE
    template_name = "finance/runs/abandon.html"
    form_class = WhyForm
    fields_of = {WhyUnsaid: "words"}  # noqa: RUF012

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The form, under what it means."""
        return self.page(status=status, form=form, run=self.run())

    def act(self, form: forms.Form) -> HttpResponse:
        """Give it up; its payments wait for another run."""
        run = abandon_run(
            run=self.run(), words=form.cleaned_data["words"], by=self.viewer.user_id, now=self.now
        )
        messages.success(self.request, "Given up. Its payments wait for another run.")
        return redirect("run", run.id)


class DecidingLine(FormPage, OneLine):
    """One line's form; a refusal shows the line as it is now, with what was typed."""

    action = Action.RUNS_PREPARE
    form_class = WhyForm
    fields_of = {WhyUnsaid: "words"}  # noqa: RUF012
    releases = False

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The line with its form."""
        return self.page(
            status=status, form=form, releases=self.releases, **self.shown(self.line())
        )


class Hold(DecidingLine):
    """Keeping one payment out of a run."""

    template_name = "finance/runs/decide_line.html"

    def act(self, form: forms.Form) -> HttpResponse:
        """Hold it back; it stays planned."""
        line = hold_line(
            line=self.line(), words=form.cleaned_data["words"], by=self.viewer.user_id, now=self.now
        )
        messages.success(self.request, f"{pounds(line.pence)} is held back. It stays planned.")
        return redirect("run", line.run_id)


class Release(DecidingLine):
    """Letting one payment go that a run holds back."""

    template_name = "finance/runs/decide_line.html"
    releases = True

    def act(self, form: forms.Form) -> HttpResponse:
        """Let it go with the run."""
        line = release_line(
            line=self.line(), words=form.cleaned_data["words"], by=self.viewer.user_id, now=self.now
        )
        messages.success(self.request, f"{pounds(line.pence)} goes with this run.")
        return redirect("run", line.run_id)
