"""The verbs of pay: worked out, decided, told to payroll, read back, paid."""

from budgets.assistants.services.pay.closing import close_pay
from budgets.assistants.services.pay.closing_many import close_pays, list_held
from budgets.assistants.services.pay.deciding import decide_pay
from budgets.assistants.services.pay.invoicing import (
    agree_invoice,
    refuse_invoice,
    send_invoice,
)
from budgets.assistants.services.pay.paying import choose_way, say_paid
from budgets.assistants.services.pay.payroll import import_payroll
from budgets.assistants.services.pay.setting_aside import let_go_of_paid, set_aside_for_endings
from budgets.assistants.services.pay.time_off import (
    record_holiday,
    record_sickness,
    withdraw_holiday,
)

__all__ = [
    "agree_invoice",
    "choose_way",
    "close_pay",
    "close_pays",
    "decide_pay",
    "import_payroll",
    "let_go_of_paid",
    "list_held",
    "record_holiday",
    "record_sickness",
    "refuse_invoice",
    "say_paid",
    "send_invoice",
    "set_aside_for_endings",
    "withdraw_holiday",
]
