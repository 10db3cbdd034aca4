"""The link by which the holder says where to be paid: on a screen, by email, or on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.plans.selectors.payees import find_link, find_payee
from budgets.plans.services import hand_over_link
from budgets.plans.services.handing_over import send_link
from budgets.plans.values.agreement import AccountChoice
from web.budgets import parts
from web.budgets.one_budget import BudgetAct, OneBudget


class HandOver(OneBudget):
    """The link while it is good, or the button that makes one."""

    template_name = "budgets/hand_over.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; nobody here ever sees or types bank details."""
        if self.budget.account_kind == AccountChoice.CARD:
            raise Http404
        holders = parts.holders_of(self.budget, self.today)
        payee = find_payee(self.budget)
        return self.page(
            link=find_link(self.budget, self.now),
            known=bool(payee and payee.details),
            holders=holders,
            email=next((one.email for one, _ in holders if one.email), ""),
        )


class MakeLink(BudgetAct):
    """Make the link, or again when the one before is over."""

    def do(self) -> None:
        """Make it; the page then shows it."""
        hand_over_link(budget=self.budget, by=self.viewer.user_id, now=self.now)

    def back(self) -> HttpResponse:
        """To the link."""
        return redirect("budget_link", self.budget.id)


class EmailBudgetLink(MakeLink):
    """E-mail the link to whoever manages the money."""

    def do(self) -> None:
        """Write it; it leaves after the transaction."""
        email = send_link(budget=self.budget, by=self.viewer.user_id, now=self.now)
        messages.success(self.request, f"The link is on its way to {email}.")


class BudgetLetter(OneBudget):
    """The link as a letter on paper."""

    template_name = "budgets/letter.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the letter, while there is a link to write in it."""
        link = find_link(self.budget, self.now)
        if not link:
            raise Http404
        holders = parts.holders_of(self.budget, self.today)
        return self.page(link=link, holder=holders[0][0] if holders else None, now=self.now)
