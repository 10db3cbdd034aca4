"""The verbs of budgets."""

from budgets.plans.services.agreeing import agree_budget, record_condition
from budgets.plans.services.concerns import raise_concern
from budgets.plans.services.drafting import draft_budget
from budgets.plans.services.holders import name_holder, replace_holder
from budgets.plans.services.one_offs import agree_one_off, propose_one_off, withdraw_one_off
from budgets.plans.services.opening import end_budget, open_budget
from budgets.plans.services.overpayments import spread_overpayment, waive_overpayment
from budgets.plans.services.pausing import resume_budget, suspend_budget, take_holiday
from budgets.plans.services.payees import hand_over_link
from budgets.plans.services.paying import Prepared, prepare_pay_run
from budgets.plans.services.rates import figures_for, set_rate
from budgets.plans.services.reviews import book_review, hold_review
from budgets.plans.services.statements import (
    agree_statement,
    propose_statement,
    withdraw_statement,
)

__all__ = [
    "Prepared",
    "agree_budget",
    "agree_one_off",
    "agree_statement",
    "book_review",
    "draft_budget",
    "end_budget",
    "figures_for",
    "hand_over_link",
    "hold_review",
    "name_holder",
    "open_budget",
    "prepare_pay_run",
    "propose_one_off",
    "propose_statement",
    "raise_concern",
    "record_condition",
    "replace_holder",
    "resume_budget",
    "set_rate",
    "spread_overpayment",
    "suspend_budget",
    "take_holiday",
    "waive_overpayment",
    "withdraw_one_off",
    "withdraw_statement",
]
