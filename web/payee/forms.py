"""The three things that a bank needs to know."""

from typing import Any

from django import forms

from payments.payouts.rules import read_bank_details
from payments.payouts.values import BankDetails
from web.forms import WordsField


def _figures(label: str, hint: str) -> WordsField:
    attrs: dict[str, Any] = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
    return WordsField(label=label, help_text=hint, max_length=40, widget=forms.TextInput(attrs))


class BankDetailsForm(forms.Form):
    """Name, sort code, account number: as they stand on a bank card."""

    account_name = WordsField(
        label="Name on the account",
        help_text="As the bank writes it, in plain letters.",
        max_length=70,
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
    )
    sort_code = _figures("Sort code", "Six digits, like 20-00-00.")
    account_number = _figures("Account number", "Eight digits. If yours has seven, put a 0 first.")

    def details(self) -> BankDetails:
        """
        What was typed, as the bank takes it.

        :raises Refusal: it can't be a bank account
        """
        return read_bank_details(**self.cleaned_data)
