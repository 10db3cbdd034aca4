"""The verbs of budgets."""

from budgets.plans.services.agreeing import agree_budget, record_condition
from budgets.plans.services.assessing import record_assessment
from budgets.plans.services.concerns import raise_concern
from budgets.plans.services.contributions import contribution_came_back, record_contribution_paid
from budgets.plans.services.death import record_death
from budgets.plans.services.drafting import draft_budget
from budgets.plans.services.ending import begin_ending, stop_cards_of_ended
from budgets.plans.services.first_payment import correct_first_paid
from budgets.plans.services.holders import name_holder, replace_holder
from budgets.plans.services.last_days import pay_last_days
from budgets.plans.services.leaving import leave_own_money, write_off
from budgets.plans.services.money_back import money_arrived, record_money_back
from budgets.plans.services.one_offs import agree_one_off, propose_one_off, withdraw_one_off
from budgets.plans.services.opening import end_budget, open_budget
from budgets.plans.services.overpayments import spread_overpayment, waive_overpayment
from budgets.plans.services.pausing import resume_budget, suspend_budget, take_holiday
from budgets.plans.services.pay_runs import (
    approve_pay_run,
    approve_urgent,
    plan_run_step,
    prepare_again,
    prepare_pay_run,
)
from budgets.plans.services.payees import hand_over_link
from budgets.plans.services.raising import apply_uplift
from budgets.plans.services.rates import figures_for, set_rate
from budgets.plans.services.remittance import tell_paid
from budgets.plans.services.repayments import (
    ask_for_repayment,
    reply_to_repayment,
    withdraw_repayment,
)
from budgets.plans.services.reviews import book_review, hold_review
from budgets.plans.services.ring_fences import release_ring_fence, set_ring_fence
from budgets.plans.services.settling import settle, settle_step
from budgets.plans.services.sharing import (
    agree_shared_decision,
    ask_shared_decision,
    end_signatory,
    withdraw_shared_decision,
)
from budgets.plans.services.statements import (
    agree_statement,
    propose_statement,
    withdraw_statement,
)
from budgets.plans.services.steps import add_step
from budgets.plans.services.surplus import close_surplus_talk, open_surplus_talk
from budgets.plans.services.uplifts import agree_uplift, prepare_uplift, withdraw_uplift

__all__ = [
    "add_step",
    "agree_budget",
    "agree_one_off",
    "agree_shared_decision",
    "agree_statement",
    "agree_uplift",
    "apply_uplift",
    "approve_pay_run",
    "approve_urgent",
    "ask_for_repayment",
    "ask_shared_decision",
    "begin_ending",
    "book_review",
    "close_surplus_talk",
    "contribution_came_back",
    "correct_first_paid",
    "draft_budget",
    "end_budget",
    "end_signatory",
    "figures_for",
    "hand_over_link",
    "hold_review",
    "leave_own_money",
    "money_arrived",
    "name_holder",
    "open_budget",
    "open_surplus_talk",
    "pay_last_days",
    "plan_run_step",
    "prepare_again",
    "prepare_pay_run",
    "prepare_uplift",
    "propose_one_off",
    "propose_statement",
    "raise_concern",
    "record_assessment",
    "record_condition",
    "record_contribution_paid",
    "record_death",
    "record_money_back",
    "release_ring_fence",
    "replace_holder",
    "reply_to_repayment",
    "resume_budget",
    "set_rate",
    "set_ring_fence",
    "settle",
    "settle_step",
    "spread_overpayment",
    "stop_cards_of_ended",
    "suspend_budget",
    "take_holiday",
    "tell_paid",
    "waive_overpayment",
    "withdraw_one_off",
    "withdraw_repayment",
    "withdraw_shared_decision",
    "withdraw_statement",
    "withdraw_uplift",
    "write_off",
]
