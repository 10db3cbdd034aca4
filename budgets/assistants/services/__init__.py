"""The verbs of personal assistants: engagements and shifts."""

from budgets.assistants.services.agreeing import agree_shifts
from budgets.assistants.services.logging import log_for_many, log_shift, log_shifts
from budgets.assistants.services.looking import look_at_shift
from budgets.assistants.services.talking import answer_question, question_shift, withdraw_shift
from budgets.assistants.services.unanswered import agree_unanswered, remind_of_hours

__all__ = [
    "agree_shifts",
    "agree_unanswered",
    "answer_question",
    "log_for_many",
    "log_shift",
    "log_shifts",
    "look_at_shift",
    "question_shift",
    "withdraw_shift",
]
