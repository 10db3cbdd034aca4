"""Money that holders pay back: what is asked for, what is on its way, what arrived."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.councils.rights import Action
from budgets.plans.errors import BackBeforePaid, DayAbsurd, DayAhead, SumMissing
from budgets.plans.models import MoneyReturn, RepaymentRequest
from budgets.plans.selectors import money_back
from budgets.plans.services.money_back import money_arrived, record_money_back
from ledgers.values import pounds
from web.doors import FormPage, Page
from web.finance.fields import OnceForm
from web.forms import DayField, MoneyField
from web.listing import page_of


class MoneyBack(Page):
    """What is open, the first to be answered first; then what is on its way to us."""

    action = Action.REPAYMENTS_RECORD
    template_name = "finance/money_back.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, or who was looked for."""
        who = request.GET.get("who", "").strip()[:100]
        return self.page(
            who=who,
            found=money_back.list_named(self.viewer, who)[:50] if who else None,
            rows=page_of(request, money_back.list_open(self.viewer)),
            coming=money_back.list_on_its_way(self.viewer)[:100],
            arrived=money_back.list_returns(self.viewer).filter(arrived_on__isnull=False)[:10],
        )


class LeftForm(OnceForm):
    """Money that a holder paid back: how much, and when it left them."""

    amount = MoneyField(label="How much did they pay back?")
    left_on = DayField(label="On which day did it leave them?", help_text="Like 20 November 2026.")


class MoneyLeft(FormPage):
    """Money that left a holder for us: asked for, or of their own accord."""

    action = Action.REPAYMENTS_RECORD
    what = "Money that they paid back"
    template_name = "finance/money_left.html"
    form_class = LeftForm
    fields_of = {DayAbsurd: "left_on", DayAhead: "left_on", SumMissing: "amount"}  # noqa: RUF012

    def asked(self) -> RepaymentRequest | None:
        """What asked for it, where the address says so."""
        request_id = self.kwargs.get("request_id")
        open_still = money_back.list_open(self.viewer)
        return get_object_or_404(open_still, pk=request_id) if request_id else None

    def form_options(self) -> dict[str, Any]:
        """What is still open is what most will pay."""
        asked = self.asked()
        left = asked.pence - asked.left_pence if asked else 0  # type: ignore[attr-defined]
        return {"initial": {"amount": left}} if left > 0 else {}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, beside what was asked and what they answered."""
        asked = self.asked()
        budget = asked.budget if asked else self.budget()
        self.saw(budget.person)
        return self.page(status=status, form=form, asked=asked, budget=budget)

    def budget(self) -> Any:
        """The budget of the address, if the viewer may record money of it."""
        seen = money_back.list_named(self.viewer, "")
        return get_object_or_404(seen, pk=self.kwargs["budget_id"])

    def act(self, form: Form) -> HttpResponse:
        """Keep it, once for its key."""
        asked, typed = self.asked(), form.cleaned_data
        money = record_money_back(
            budget=asked.budget if asked else self.budget(),
            request=asked,
            pence=typed["amount"],
            left_on=typed["left_on"],
            key=typed["key"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, f"{pounds(money.pence)} is on its way to us. Thank them.")
        return redirect("money_back")


class ArrivedForm(Form):
    """When money that was paid back was in our account."""

    on = DayField(label="On which day was it in our account?", help_text="Like 20 November 2026.")


class Arrived(FormPage):
    """Money that was paid back is here."""

    action = Action.REPAYMENTS_RECORD
    what = "Money that they paid back"
    template_name = "finance/money_arrived.html"
    form_class = ArrivedForm
    fields_of = {DayAbsurd: "on", DayAhead: "on", BackBeforePaid: "on"}  # noqa: RUF012

    def money(self) -> MoneyReturn:
        """The sum of the address, if it is of this council."""
        return get_object_or_404(money_back.list_returns(self.viewer), pk=self.kwargs["return_id"])

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, about the sum that left."""
        money = self.money()
        self.saw(money.budget.person)
        return self.page(status=status, form=form, money=money)

    def act(self, form: Form) -> HttpResponse:
        """Keep it; when all that was asked for is here, the request is closed."""
        money = money_arrived(
            money_return=self.money(), by=self.viewer.user_id, now=self.now, **form.cleaned_data
        )
        messages.success(self.request, f"{pounds(money.pence)} is here. Nothing more to do.")
        return redirect("money_back")
