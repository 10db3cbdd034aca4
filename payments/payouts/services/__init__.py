"""The verbs of payouts: payees and their details, payments and their moves."""

from payments.payouts.services.holding_back import hold_back, let_go
from payments.payouts.services.moving import (
    bring_back,
    cancel_payment,
    mark_paid,
    pay_anew,
    send_payment,
)
from payments.payouts.services.payees import (
    decide_change,
    give_details,
    make_link,
    name_payee,
)
from payments.payouts.services.planning import plan_payments, send_what_can_leave
from payments.payouts.services.settings import set_payout_settings

__all__ = [
    "bring_back",
    "cancel_payment",
    "decide_change",
    "give_details",
    "hold_back",
    "let_go",
    "make_link",
    "mark_paid",
    "name_payee",
    "pay_anew",
    "plan_payments",
    "send_payment",
    "send_what_can_leave",
    "set_payout_settings",
]
