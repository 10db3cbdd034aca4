"""Payroll: work out everybody's pay, hand it to payroll, read back what goes where."""

from typing import Any, ClassVar, Final

import structlog
from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.assistants import selectors as work
from budgets.assistants.models import Engagement, Shift
from budgets.assistants.rules.pay.payroll_file import write_payroll
from budgets.assistants.selectors.pay.listing import list_periods, visible_pays
from budgets.assistants.selectors.pay.payroll_rows import payroll_rows
from budgets.assistants.selectors.pay.periods import last_period
from budgets.assistants.services import pay as services
from budgets.assistants.services.pay.closing_many import list_employed
from budgets.assistants.values.pay_steps import Below, BelowDecision, NotPaid
from budgets.assistants.values.payroll import PayrollTaken
from budgets.councils.rights import Action
from payments.payouts.values import london_day
from web.doors import FormPage, Page
from web.forms import OptionsField, WordsField
from web.hours.pay import A_DAY, shown
from web.listing import page_of

log = structlog.get_logger(__name__)
MISSING: Final = "Choose the file that payroll sent."


class FiguresForm(forms.Form):
    """What payroll answers, as the file that it sent."""

    file = forms.FileField(
        label="Payroll’s file",
        help_text="A CSV with our references and the columns net_pay, tax and so on.",
        max_length=200,
        error_messages={
            "required": MISSING,
            "empty": "This file is empty.",
            "missing": MISSING,
            "invalid": MISSING,
        },
    )


class Payroll(FormPage):
    """What was worked out, period by period, and the two files."""

    action = Action.PAY_EXPORT
    template_name = "finance/payroll.html"
    form_class = FiguresForm

    def show(self, form: Form, status: int = 200, **also: Any) -> HttpResponse:
        """What was worked out, what waits for a decision, and room for payroll's file."""
        today = london_day(self.now)
        employed = list_employed(self.viewer.book_id, today)
        rows = page_of(self.request, visible_pays(self.viewer, self.action))
        return self.page(
            status=status,
            form=form,
            rows=rows,
            pays=shown(rows),
            periods=[(starts, ends, ends - A_DAY) for starts, ends in self.periods()],
            held=held_rows(services.list_held(employed, today, self.now)),
            **also,
        )

    def periods(self) -> list[Any]:
        """The newest periods, each of which is a file."""
        return list(list_periods(self.viewer)[:6])

    def act(self, form: Form) -> HttpResponse:
        """Read payroll's file, and say row by row what came of it; again, it changes nothing."""
        taken = services.import_payroll(
            book_id=self.viewer.book_id,
            content=form.cleaned_data["file"].read(),
            by=self.viewer.user_id,
            now=self.now,
        )
        return _told(self, taken)


def _told(page: Payroll, taken: PayrollTaken) -> HttpResponse:
    shown_again = page.show(FiguresForm(), status=200, taken=taken)
    return shown_again.render() if hasattr(shown_again, "render") else shown_again


def held_rows(held: list[Any]) -> list[dict[str, Any]]:
    """Odd hours, with whose they are."""
    shifts = Shift.objects.select_related("engagement__assistant").in_bulk(
        [one.shift_id for one in held]
    )
    return [
        {"one": one, "name": shifts[one.shift_id].engagement.assistant.full_name} for one in held
    ]


class WorkOut(Payroll):
    """The last period that is over, for everybody."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Work it out; who can't be paid is named with what to do."""
        done = services.close_pays(
            book_id=self.viewer.book_id, by=self.viewer.user_id, now=self.now
        )
        messages.success(request, worked_out_words(len(done.closed)))
        left = [one for one in done.left_out if one.why != NotPaid.NOTHING]
        named = Engagement.objects.select_related("assistant").in_bulk(
            [one.engagement_id for one in left]
        )
        answer = self.show(
            FiguresForm(),
            more=done.more,
            left_out=[(one, named[one.engagement_id].assistant.full_name) for one in left],
        )
        return answer.render() if hasattr(answer, "render") else answer


def worked_out_words(count: int) -> str:
    """How many pays were worked out."""
    if count == 0:
        return "There was nothing new to work out."
    return "1 pay is worked out." if count == 1 else f"{count} pays are worked out."


class PayrollFile(Page):
    """What payroll is told of one period."""

    action = Action.PAY_EXPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the file out, and log who took it."""
        pays = visible_pays(self.viewer, self.action).filter(ends_on=kwargs["ends_on"])
        if not pays.exists():
            raise Http404
        log.info("payroll_taken", ends_on=str(kwargs["ends_on"]), by=str(self.viewer.user_id))
        name = f"payroll-{kwargs['ends_on'] - A_DAY:%Y-%m-%d}.csv"
        content = write_payroll(payroll_rows(pays.order_by("reference")))
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


class DecisionForm(forms.Form):
    """Whether odd hours are paid, and why."""

    pays = OptionsField(label="Are these hours paid?", choices=[("yes", "Yes"), ("no", "No")])
    words = WordsField(
        label="Why?",
        help_text="The assistant may read it.",
        lines=True,
        max_length=500,
    )


class DecideHours(FormPage):
    """Hours with a warning that nobody saw when they were agreed."""

    action = Action.PAY_EXPORT
    template_name = "finance/decide_hours.html"
    form_class = DecisionForm

    def shift(self) -> Shift:
        """The hours in the address."""
        seen = work.visible_to(self.viewer, self.action)
        return get_object_or_404(seen, pk=self.kwargs["shift_id"])

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The hours, and what is odd."""
        shift = self.shift()
        held = services.list_held([shift.engagement], london_day(self.now), self.now)
        words = [word for one in held if one.shift_id == shift.id for word in one.words]
        return self.page(
            status=status, form=form, shift=shift, words=words, name=shift.engagement.assistant
        )

    def act(self, form: Form) -> HttpResponse:
        """Keep the decision."""
        services.decide_pay(
            shift=self.shift(),
            pays=form.cleaned_data["pays"] == "yes",
            words=form.cleaned_data["words"],
            by=self.member,
            now=self.now,
        )
        messages.success(self.request, "It is decided.")
        return redirect("payroll")


class BelowForm(forms.Form):
    """What is done about pay below the minimum wage, and why."""

    how = OptionsField(
        label="What happens?",
        choices=[
            (Below.RAISE, "Bring it up to the minimum wage"),
            (Below.AS_IS, "It is right as it is"),
        ],
    )
    words = WordsField(
        label="Why?", help_text="The assistant may read it.", lines=True, max_length=500
    )


class DecideBelow(FormPage):
    """Pay below the minimum wage."""

    action = Action.PAY_EXPORT
    template_name = "finance/decide_below.html"
    form_class = BelowForm
    fields_of: ClassVar = {}

    def engagement(self) -> Engagement:
        """The work in the address."""
        seen = work.visible_engagements(self.viewer, self.action)
        return get_object_or_404(seen, pk=self.kwargs["engagement_id"])

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """Whose pay it is."""
        return self.page(status=status, form=form, name=self.engagement().assistant)

    def act(self, form: Form) -> HttpResponse:
        """Work it out with the decision."""
        engagement = self.engagement()
        services.close_pay(
            engagement=engagement,
            period=last_period(engagement, london_day(self.now)),
            below=BelowDecision(Below(form.cleaned_data["how"]), form.cleaned_data["words"]),
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, "It is worked out.")
        return redirect("payroll")
