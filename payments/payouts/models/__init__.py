"""Payees, payments and the moves they made, pay runs, bank files and their answers."""

from payments.payouts.models.bank_files import BankAnswer, BankFile
from payments.payouts.models.holding_back import HeldBack
from payments.payouts.models.payees import Payee, PayeeChange
from payments.payouts.models.payments import Payment, PaymentMove
from payments.payouts.models.run_lines import RunLine, RunSheet
from payments.payouts.models.runs import PayRun
from payments.payouts.models.settings import PayoutSettings

__all__ = [
    "BankAnswer",
    "BankFile",
    "HeldBack",
    "PayRun",
    "Payee",
    "PayeeChange",
    "Payment",
    "PaymentMove",
    "PayoutSettings",
    "RunLine",
    "RunSheet",
]
