"""The verbs of personal assistants: engagements and shifts."""

from budgets.assistants.services.agreeing import agree_shifts, settle_shifts
from budgets.assistants.services.engaging import (
    add_assistant,
    engage,
    record_start_check,
    set_rate,
)
from budgets.assistants.services.household import agree_household
from budgets.assistants.services.inviting import invite_assistant
from budgets.assistants.services.leaving import change_terms, end_engagement, give_notice
from budgets.assistants.services.logging import log_for_many, log_shift, log_shifts
from budgets.assistants.services.looking import look_at_shift
from budgets.assistants.services.talking import answer_question, question_shift, withdraw_shift
from budgets.assistants.services.unanswered import agree_unanswered, remind_of_hours

__all__ = [
    "add_assistant",
    "agree_household",
    "agree_shifts",
    "agree_unanswered",
    "answer_question",
    "change_terms",
    "end_engagement",
    "engage",
    "give_notice",
    "invite_assistant",
    "log_for_many",
    "log_shift",
    "log_shifts",
    "look_at_shift",
    "question_shift",
    "record_start_check",
    "remind_of_hours",
    "set_rate",
    "settle_shifts",
    "withdraw_shift",
]
