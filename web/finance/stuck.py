"""What got stuck and waits for a person: calls, answers, messages, jobs; and what can be done."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import register_converter

from budgets.councils.rights import Action, may
from payments.outside import tending
from payments.outside.selectors import given_up_calls, list_troubles
from payments.outside.values import StuckKind
from payments.payouts import selectors as payouts
from payments.payouts import services
from web.doors import FormPage, Page
from web.finance.stuck_words import Shown, shown_job, shown_trouble
from web.forms import WordsField

MOST_SHOWN = 50
"""Of each kind; the rest shows once these are dealt with."""


class KindConverter:
    """What got stuck, as it stands in addresses."""

    regex = "|".join(StuckKind)

    def to_python(self, value: str) -> StuckKind:
        """Read it."""
        return StuckKind(value)

    def to_url(self, value: StuckKind) -> str:
        """Write it."""
        return str(value)


register_converter(KindConverter, "stuck")


def list_shown(page: Page) -> list[Shown]:
    """What is stuck and this viewer may see: jobs for all, what is about somebody for finance."""
    book_id = page.viewer.book_id
    jobs = [shown_job(row) for row in tending.list_stuck(book_id)[:MOST_SHOWN]]
    if not may(page.viewer.roles, Action.STUCK_READ):
        return jobs
    troubles = list_troubles(book_id, most=MOST_SHOWN)
    seen = payouts.visible_to(page.viewer).select_related("payee")
    payments = seen.in_bulk([one.about.id for one in troubles if one.about.kind == "payment"])
    return [*(shown_trouble(one, payments) for one in troubles), *jobs]


def check_may_decide(page: Page, kind: StuckKind) -> None:
    """Who looks after jobs decides about jobs alone."""
    if kind is not StuckKind.JOB and not may(page.viewer.roles, Action.STUCK_DECIDE):
        raise Http404


class Stuck(Page):
    """Everything that was given up by itself, by its kind."""

    action = Action.JOBS_READ
    template_name = "finance/stuck.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, the longest waiting first in each kind."""
        shown = list_shown(self)
        sees_all = may(self.viewer.roles, Action.STUCK_READ)
        return self.page(
            groups=[(kind, [one for one in shown if one.kind is kind]) for kind in StuckKind],
            nothing=not shown,
            calls=given_up_calls(self.viewer.book_id).count() if sees_all else 0,
            sees_all=sees_all,
            may_decide=may(self.viewer.roles, Action.STUCK_DECIDE),
            may_decide_jobs=may(self.viewer.roles, Action.JOBS_DECIDE),
        )


class TryAgain(Page):
    """Trying one thing again, under its own key."""

    action = Action.JOBS_DECIDE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Have it tried, and say so."""
        kind = kwargs["kind"]
        check_may_decide(self, kind)
        services.try_again(kind=kind, book_id=self.viewer.book_id, id=kwargs["id"], now=self.now)
        messages.success(
            request, "It is being tried again. If it gets stuck again, it is back here."
        )
        return redirect("stuck")


class TryCallsAgain(Page):
    """Trying all calls to the bank again, each under its own key."""

    action = Action.STUCK_DECIDE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Have them tried, and say how many."""
        count = services.try_calls_again(book_id=self.viewer.book_id, now=self.now)
        messages.success(request, f"{count} are being tried again. None can be paid twice.")
        return redirect("stuck")


class WhyForm(forms.Form):
    """Why nothing more is tried."""

    words = WordsField(label="Why?", help_text="One line. The auditor reads it.", max_length=180)


class GiveUp(FormPage):
    """Trying one thing no more, with words that stay."""

    action = Action.JOBS_DECIDE
    template_name = "finance/stuck_away.html"
    form_class = WhyForm
    said: ClassVar = {
        StuckKind.CALL: "Given up. The money is back where it came from, and the payment is "
        "among those that came back.",
        StuckKind.ANSWER: "Put aside.",
        StuckKind.MESSAGE: "Given up. Its words are forgotten.",
        StuckKind.JOB: "It is tried no more.",
    }

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The form under what it is about; what is not stuck any more is not here."""
        kind, stuck_id = self._what()
        check_may_decide(self, kind)
        one = next(
            (one for one in list_shown(self) if (one.kind, one.id) == (kind, stuck_id)), None
        )
        if one is None:
            raise Http404
        return self.page(status=status, form=form, one=one)

    def act(self, form: forms.Form) -> HttpResponse:
        """Give it up, and say what that means."""
        kind, stuck_id = self._what()
        check_may_decide(self, kind)
        services.give_up(
            kind=kind,
            book_id=self.viewer.book_id,
            id=stuck_id,
            words=form.cleaned_data["words"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, self.said[kind])
        return redirect("stuck")

    def _what(self) -> tuple[StuckKind, UUID]:
        return self.kwargs["kind"], self.kwargs["id"]
