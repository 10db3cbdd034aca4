"""One pay day that was planned: its instalments, and a second officer's approval."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.councils.selectors import names_of
from budgets.plans.models import Instalment, InstalmentLine
from budgets.plans.selectors import pay_runs
from budgets.plans.services import approve_pay_run
from ledgers.errors import Refusal
from payments.outside.values import Rail
from payments.payouts import selectors as payouts
from payments.payouts.models import Payment
from payments.payouts.selectors import desk
from payments.payouts.selectors.runs import find_run_of
from payments.payouts.values import bank_day_from, london_day
from web.doors import Page
from web.finance.words import PLACES
from web.listing import page_of


@dataclass(frozen=True)
class Row:
    """
    One instalment as it is checked: for whom, which days, to whom, its lines, where it is.

    :ivar until: the last day that it is for
    """

    instalment: Instalment
    until: date
    to: str
    lines: list[InstalmentLine]
    status: tuple[str, str]


class OnePayDay(Page):
    """Everything that was planned for a day: what nobody has approved yet stands first."""

    action = Action.INSTALMENTS_PREPARE
    template_name = "finance/pay_day.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the sums, then the instalments a page at a time."""
        pay_on = kwargs["pay_on"]
        sums = pay_runs.sums_of(self.viewer, pay_on)
        run = find_run_of(self.viewer.book_id, pay_on)
        if not sums.planned.count and not run:
            raise Http404
        rows = page_of(request, pay_runs.list_of_day(self.viewer, pay_on))
        return self.page(
            pay_on=pay_on,
            run=run,
            sums=sums,
            rows=rows,
            instalments=[row(one) for one in rows],
            officers=", ".join(sorted(names_of(pay_runs.planned_by(self.viewer, pay_on)).values())),
            by_file=payouts.find_rail(self.viewer.book_id, london_day(self.now)) == Rail.BANK_FILE,
            leaves_on=bank_day_from(max(pay_on, london_day(self.now))),
        )


class ApprovePayDay(Page):
    """Approving the run of a day as it was looked at."""

    action = Action.INSTALMENTS_APPROVE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve it, unless it is not what the officer looked at any more."""
        run = find_run_of(self.viewer.book_id, kwargs["pay_on"])
        if run is None:
            raise Http404
        approve_pay_run(run=run, digest=request.POST.get("seen", ""), by=self.member, now=self.now)
        messages.success(request, "Approved. What happens to each of them now is below.")
        return redirect("pay_day", kwargs["pay_on"])

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why nothing was approved, on the page where it is looked at again."""
        messages.warning(self.request, refusal.sentence)
        return redirect("pay_day", kwargs["pay_on"])


def row(instalment: Instalment) -> Row:
    """An instalment with what an officer checks before they approve it."""
    payment = instalment.payment
    place = desk.place_of(payment) if payment else None
    words = PLACES.get(place) if place else None
    return Row(
        instalment,
        instalment.ends_on - date.resolution,
        _to(payment) if payment else "",
        sorted(instalment.lines.all(), key=lambda line: line.place),
        (words.label, words.tone) if words else ("Waits for approval", "honey"),
    )


def _to(payment: Payment) -> str:
    payee = payment.payee
    if payee is None:
        return "Kept by us, on their card or in the account that we manage"
    if not payee.last_two:
        return f"{payee.display_name} has not given bank details yet"
    return f"{payee.display_name}, account ending in {payee.last_two}"
