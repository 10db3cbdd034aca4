"""How the council shows itself, and the account that it pays from."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from budgets.councils import selectors as councils
from budgets.councils.errors import ColourWrong
from budgets.councils.rights import Action
from budgets.councils.services import describe_council, set_bank_account
from payments.payouts.errors import AccountNameWrong, AccountNumberWrong, SortCodeWrong
from web.council.forms import AboutForm
from web.doors import FormPage
from web.payee.forms import BankDetailsForm


class About(FormPage):
    """Name, colour and phone number: what stands on each page."""

    action = Action.COUNCIL_SET
    template_name = "council/about.html"
    form_class = AboutForm
    fields_of: ClassVar = {ColourWrong: "colour"}

    def form_options(self) -> dict[str, Any]:
        """What stands there now."""
        ours = councils.get_council(self.viewer.book_id)
        return {"initial": {name: getattr(ours, name) for name in AboutForm.base_fields}}

    def act(self, form: Form) -> HttpResponse:
        """Keep it."""
        ours = councils.get_council(self.viewer.book_id)
        describe_council(council=ours, **form.cleaned_data)
        messages.success(self.request, "This is how your council shows itself now.")
        return redirect("council_settings")


class Account(FormPage):
    """The account that the council pays from, of which nobody sees more than two digits."""

    action = Action.COUNCIL_SET
    template_name = "council/account.html"
    form_class = BankDetailsForm
    fields_of: ClassVar = {
        AccountNameWrong: "account_name",
        SortCodeWrong: "sort_code",
        AccountNumberWrong: "account_number",
    }

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, and whether there is an account."""
        ours = councils.get_council(self.viewer.book_id)
        return self.page(status=status, form=form, known=ours.bank_details is not None)

    def act(self, form: Form) -> HttpResponse:
        """Keep it, sealed."""
        typed = form.cleaned_data
        set_bank_account(
            council=councils.get_council(self.viewer.book_id),
            name=typed["account_name"],
            sort_code=typed["sort_code"],
            account_number=typed["account_number"],
        )
        messages.success(self.request, "The next file for the bank is paid from this account.")
        return redirect("council_settings")
