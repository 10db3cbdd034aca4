"""Planned payments that leave with no open run: each can be approved alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.councils.selectors import names_of
from budgets.plans.selectors.run_lines import Why, why_of
from budgets.plans.services import approve_urgent
from ledgers.errors import Refusal
from payments.payouts.models import Payment
from payments.payouts.selectors.alone import list_alone
from web.doors import Page
from web.listing import page_of


class Urgent(Page):
    """The list, the earliest day first, each with its button for who did not plan it."""

    action = Action.RUNS_APPROVE
    template_name = "finance/runs/urgent.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them a page at a time."""
        return self.page(**self.shown())

    def shown(self) -> dict[str, Any]:
        """What the page shows, also when approving was refused."""
        rows = page_of(self.request, list_alone(self.viewer))
        why = why_of([payment.id for payment in rows])
        names = names_of(one.instalment.prepared_by for one in why.values())
        return {
            "rows": rows,
            "payments": [self._row(payment, why.get(payment.id), names) for payment in rows],
        }

    def _row(
        self, payment: Payment, why: Why | None, names: dict[UUID, str]
    ) -> tuple[Payment, Why | None, str, bool]:
        """A payment, why it is planned, by whom, and whether that was somebody else."""
        planner = why.instalment.prepared_by if why else payment.planned_by
        is_others = planner != self.viewer.user_id
        return payment, why, names.get(planner, "the service"), is_others


class ApproveAlone(Urgent):
    """Approving one payment that can't wait for a run."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve it; it leaves by itself as soon as it can."""
        approve_urgent(
            book_id=self.viewer.book_id,
            payment_ids=[kwargs["payment_id"]],
            by=self.member,
            now=self.now,
        )
        messages.success(request, "Approved. It leaves by itself, as soon as it can.")
        return redirect("payment", kwargs["payment_id"])

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why it was not approved, beside the others."""
        return self.page(409, refusal=refusal, **self.shown())
