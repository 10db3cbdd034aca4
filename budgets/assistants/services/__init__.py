"""The verbs of personal assistants: engagements and shifts."""

from budgets.assistants.services.agreeing import agree_shifts
from budgets.assistants.services.logging import log_for_many, log_shift, log_shifts
from budgets.assistants.services.looking import look_at_shift
from budgets.assistants.services.talking import answer_question, question_shift, withdraw_shift

__all__ = [
    "agree_shifts",
    "answer_question",
    "log_for_many",
    "log_shift",
    "log_shifts",
    "look_at_shift",
    "question_shift",
    "withdraw_shift",
]
