"""The verbs of recovery budgets."""

from budgets.recovery.services.afterwards import (
    answer_whether_it_helped,
    ask_whether_it_helped,
    cancel_recovery_budget,
    close_spent,
    give_up_payment,
    lapse_uncollected,
    remind_uncollected,
)
from budgets.recovery.services.asking import (
    ask_for_recovery_budget,
    ask_manager,
    pass_to_manager,
    refuse_request,
    withdraw_request,
)
from budgets.recovery.services.authorising import (
    authorise_recovery_budget,
    grant_recovery_budget,
)
from budgets.recovery.services.telling import hand_over_link, send_hand_over_link

__all__ = [
    "answer_whether_it_helped",
    "ask_for_recovery_budget",
    "ask_manager",
    "ask_whether_it_helped",
    "authorise_recovery_budget",
    "cancel_recovery_budget",
    "close_spent",
    "give_up_payment",
    "grant_recovery_budget",
    "hand_over_link",
    "lapse_uncollected",
    "pass_to_manager",
    "refuse_request",
    "remind_uncollected",
    "send_hand_over_link",
    "withdraw_request",
]
