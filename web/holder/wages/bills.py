"""A bill of a helper who works for themselves: agreed by one tap, or sent back with a reason."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets.assistants.services.pay import agree_invoice, refuse_invoice
from budgets.councils.rights import Action
from web.doors import FormPage
from web.forms import WordsField
from web.holder.wages.costs import WagesPage, bill_of
from web.templatetags.wherewithal import pounds


class AgreeBill(WagesPage):
    """One tap."""

    action: ClassVar[Action] = Action.SHIFTS_AGREE
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Agree it, and lead back."""
        budget = self.budget()
        bill = agree_invoice(invoice=bill_of(self, budget), by=self.viewer.user_id, now=self.now)
        messages.success(request, f"{pounds(bill.pence)} to {bill.payee.display_name} is agreed.")
        return redirect("wages", budget.id)


class WhyForm(forms.Form):
    """What isn't right with a bill."""

    words = WordsField(label="What isn’t right?", lines=True, max_length=500)


class RefuseBill(FormPage, WagesPage):
    """Not so, and why."""

    action: ClassVar[Action] = Action.SHIFTS_AGREE
    template_name = "holder/work/form.html"
    form_class = WhyForm

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The question, with the bill above it."""
        budget = self.budget()
        bill = bill_of(self, budget)
        return self.page(
            status=status,
            form=form,
            heading="Send this bill back",
            name=bill.payee.display_name,
            button="Send it back",
            back=reverse("wages", args=[budget.id]),
            **self.about(budget) | {"about": f"{pounds(bill.pence)}: {bill.words}"},
        )

    def act(self, form: Form) -> HttpResponse:
        """Keep it with its reason."""
        budget = self.budget()
        refuse_invoice(
            invoice=bill_of(self, budget),
            words=form.cleaned_data["words"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, "It went back with your words. They may send a new one.")
        return redirect("wages", budget.id)
