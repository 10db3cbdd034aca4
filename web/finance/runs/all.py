"""The pay runs that somebody has to see to, what is due next, and those that are over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action, may
from budgets.plans.selectors import conditions, pay_days, paying
from budgets.plans.services import prepare_pay_run
from budgets.plans.values.conditions import CONDITION_WORDS
from ledgers.errors import Refusal
from payments.payouts.selectors.alone import tally_alone
from payments.payouts.selectors.runs import runs_visible_to
from payments.payouts.values import RunState, london_day
from web.doors import Page
from web.finance.runs.words import STATES
from web.listing import page_of

OPEN = (RunState.DRAFT, RunState.CALCULATED, RunState.APPROVED, RunState.SENDING)
NEXT_SHOWN = 4


class Runs(Page):
    """What waits for somebody first, then what is due, then what is over."""

    action = Action.RUNS_READ
    template_name = "finance/runs/all.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the open runs and the next pay days."""
        return self.page(**self.shown())

    def shown(self) -> dict[str, Any]:
        """What the page shows, also when opening a run was refused."""
        book_id, today = self.viewer.book_id, london_day(self.now)
        runs = runs_visible_to(self.viewer)
        open_runs = runs.filter(state__in=OPEN).order_by("pay_on", "id")
        taken = set(open_runs.filter(follows=None).values_list("pay_on", flat=True))
        coming = [
            day
            for day in pay_days.list_coming(book_id, today, count=NEXT_SHOWN)
            if day.pay_on not in taken
        ]
        until = max((day.pay_on for day in coming), default=today)
        waiting = paying.list_waiting(book_id, until)
        rows = page_of(self.request, runs.exclude(state__in=OPEN))
        return {
            "open_runs": [(run, STATES[run.state]) for run in open_runs],
            "coming": coming,
            "rows": rows,
            "past": [(run, STATES[run.state]) for run in rows],
            "waiting": self._waiting(waiting[:NEXT_SHOWN]),
            "waiting_count": waiting.count(),
            "may_prepare": may(self.viewer.roles, Action.RUNS_PREPARE),
            "urgent": tally_alone(self.viewer),
        }

    def _waiting(self, budgets: Any) -> list[tuple[Any, list[str]]]:
        missing = conditions.list_missing_of(budgets)
        return [
            (budget, [CONDITION_WORDS[code] for code in missing[budget.id]]) for budget in budgets
        ]


class OpenRun(Runs):
    """Opening the one run of a day; the worker works it out."""

    action = Action.RUNS_PREPARE
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open it, and go on to see it being worked out."""
        run = prepare_pay_run(
            book_id=self.viewer.book_id,
            pay_on=kwargs["pay_on"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(request, "The pay run is open. It is being worked out now.")
        return redirect("run", run.id)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why no run was opened, beside the runs that there are."""
        return self.page(409, refusal=refusal, **self.shown())


class Waiting(Page):
    """Budgets that are agreed and would be paid, and the conditions that they wait for."""

    action = Action.RUNS_READ
    template_name = "finance/runs/waiting.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them a page at a time, each with what is open."""
        today = london_day(self.now)
        coming = pay_days.list_coming(self.viewer.book_id, today)
        until = max((day.pay_on for day in coming), default=today)
        rows = page_of(request, paying.list_waiting(self.viewer.book_id, until))
        missing = conditions.list_missing_of(rows)
        waiting = [(one, [CONDITION_WORDS[code] for code in missing[one.id]]) for one in rows]
        return self.page(rows=rows, waiting=waiting)
