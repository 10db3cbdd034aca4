"""Payees, payments and the moves they made, bank files and their answers."""

from payments.payouts.models.bank_files import BankAnswer, BankFile
from payments.payouts.models.holding_back import HeldBack
from payments.payouts.models.payees import Payee, PayeeChange
from payments.payouts.models.payments import Payment, PaymentMove
from payments.payouts.models.settings import PayoutSettings

__all__ = [
    "BankAnswer",
    "BankFile",
    "HeldBack",
    "Payee",
    "PayeeChange",
    "Payment",
    "PaymentMove",
    "PayoutSettings",
]
