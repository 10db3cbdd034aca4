"""What helps a payment of a run that came back: new details by the link, or another account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.plans.models import Budget
from budgets.plans.selectors.run_lines import why_of
from budgets.plans.services.handing_over import send_link
from payments.payouts.models import Payee, Payment
from payments.payouts.selectors.desk import Place, place_of
from payments.payouts.selectors.payees import list_others
from payments.payouts.services import pay_another_way
from web.doors import FormPage
from web.finance.payments import PaymentPage
from web.forms import Option, OptionsField


def budget_of(payment: Payment) -> Budget | None:
    """The budget whose instalment a payment is, if it is one."""
    why = why_of([payment.id]).get(payment.id)
    return why.budget if why else None


class SendLink(PaymentPage):
    """E-mailing whoever manages the money the link by which they give new bank details."""

    action = Action.PAYMENTS_ANEW
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it, once a day at most."""
        payment = self.payment()
        budget = budget_of(payment)
        if budget is None or place_of(payment) != Place.CAME_BACK:
            raise Http404
        address = send_link(budget=budget, by=self.viewer.user_id, now=self.now)
        messages.success(request, f"The link is on its way to {address}.")
        return redirect("payment", payment.id)


class OtherAccountForm(forms.Form):
    """One of the other accounts of the same person or budget."""

    payee = OptionsField(label="To which account?")

    def __init__(self, *args: Any, others: QuerySet[Payee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payee = self.fields["payee"]
        assert isinstance(payee, OptionsField)  # noqa: S101  as declared above
        payee.choices = [
            (one.id, Option(one.display_name, f"Account ending in {one.last_two}"))
            for one in others
        ]


class PayOther(FormPage, PaymentPage):
    """Paying what came back to another account; somebody else then approves it."""

    action = Action.PAYMENTS_ANEW
    template_name = "finance/pay_other.html"
    form_class = OtherAccountForm

    def form_options(self) -> dict[str, Any]:
        """The accounts among which to choose."""
        return {"others": list_others(self.payment())}

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The choice, where there is one."""
        payment = self.payment()
        if place_of(payment) != Place.CAME_BACK:
            raise Http404
        return self.page(status=status, form=form, payment=payment)

    def act(self, form: forms.Form) -> HttpResponse:
        """Choose it; whoever chose does not approve it."""
        payment = self.payment()
        pay_another_way(
            payment=payment,
            payee=list_others(payment).get(pk=form.cleaned_data["payee"]),
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(
            self.request, "It goes to that account once another officer pays it again."
        )
        return redirect("payment", payment.id)
