"""The verbs of payouts: payees and their details, payments and their moves, the bank's files."""

from payments.payouts.services.answers import apply_answers, apply_return
from payments.payouts.services.bank_answers import read_bank_answers
from payments.payouts.services.bank_files import make_bank_file, read_bank_file
from payments.payouts.services.checking import check_coherence, let_sending_go
from payments.payouts.services.deciding import (
    approve_payments,
    cancel_payment,
    pay_anew,
    pay_another_way,
)
from payments.payouts.services.holding_back import hold_back, let_go
from payments.payouts.services.keeping import keep_ready
from payments.payouts.services.moving import bring_back, mark_paid
from payments.payouts.services.own_accounts import OwnAccount, name_own_accounts
from payments.payouts.services.payees import (
    decide_change,
    give_details,
    make_link,
    name_payee,
    write_no_more,
)
from payments.payouts.services.planning import plan_payments, send_what_can_leave
from payments.payouts.services.runs import (
    abandon_run,
    approve_run,
    calculate_run,
    close_runs,
    hold_line,
    open_follow_up,
    open_run,
    release_line,
    send_run_step,
)
from payments.payouts.services.sending import send_payment, send_ready
from payments.payouts.services.settings import set_payout_settings
from payments.payouts.services.stuck import give_up, try_again, try_calls_again
from payments.payouts.services.taking import take_as_paid

__all__ = [
    "OwnAccount",
    "abandon_run",
    "apply_answers",
    "apply_return",
    "approve_payments",
    "approve_run",
    "bring_back",
    "calculate_run",
    "cancel_payment",
    "check_coherence",
    "close_runs",
    "decide_change",
    "give_details",
    "give_up",
    "hold_back",
    "hold_line",
    "keep_ready",
    "let_go",
    "let_sending_go",
    "make_bank_file",
    "make_link",
    "mark_paid",
    "name_own_accounts",
    "name_payee",
    "open_follow_up",
    "open_run",
    "pay_anew",
    "pay_another_way",
    "plan_payments",
    "read_bank_answers",
    "read_bank_file",
    "release_line",
    "send_payment",
    "send_ready",
    "send_run_step",
    "send_what_can_leave",
    "set_payout_settings",
    "take_as_paid",
    "try_again",
    "try_calls_again",
    "write_no_more",
]
