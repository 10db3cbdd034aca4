"""The next pay days, what they come to, who waits, and planning one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.plans.selectors import conditions, pay_days, pay_runs, paying
from budgets.plans.services import prepare_again, prepare_pay_run
from budgets.plans.values.conditions import CONDITION_WORDS
from ledgers.errors import Refusal
from payments.payouts.selectors.runs import find_run_of
from payments.payouts.values import london_day
from web.doors import Page
from web.listing import page_of

LATELY = 6
"""So many pay days that are over are shown."""


class PayDays(Page):
    """What comes next, what waits for a second officer, and whose conditions are open."""

    action = Action.INSTALMENTS_PREPARE
    template_name = "finance/pay_days.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the chosen day, or the first by which anything is due."""
        return self.page(**self.shown(kwargs.get("pay_on")))

    def shown(self, chosen: date | None) -> dict[str, Any]:
        """What the page shows, also when planning was refused."""
        book_id, today = self.viewer.book_id, london_day(self.now)
        also = chosen if chosen and chosen > today else None
        coming = pay_days.list_coming(book_id, today, also=also)
        due = next((one for one in coming if one.pay_on == chosen), None) or next(
            (one for one in coming if one.count), None
        )
        planned = pay_runs.list_days(self.viewer)
        until = due.pay_on if due else max((one.pay_on for one in coming), default=today)
        rows = page_of(self.request, paying.list_waiting(book_id, until))
        missing = conditions.list_missing_of(rows)
        return {
            "due": due,
            "coming": coming,
            "waiting_days": [day for day in reversed(planned) if day.waiting.count],
            "lately": [day for day in planned if not day.waiting.count][:LATELY],
            "rows": rows,
            "waiting": [
                (budget, [CONDITION_WORDS[code] for code in missing[budget.id]]) for budget in rows
            ],
        }


class PlanPayDay(PayDays):
    """Planning all that is due by a day; pressed twice, it is planned once."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open its pay run, or look again what is due for it; the worker plans it."""
        book_id, pay_on = self.viewer.book_id, kwargs["pay_on"]
        run = find_run_of(book_id, pay_on)
        if run:
            prepare_again(run=run, now=self.now)
        else:
            prepare_pay_run(book_id=book_id, pay_on=pay_on, by=self.viewer.user_id, now=self.now)
        messages.success(request, "Opened. It is being planned; then another officer approves it.")
        return redirect("pay_day", kwargs["pay_on"])

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why nothing was planned, beside what can be."""
        return self.page(409, refusal=refusal, **self.shown(None))
