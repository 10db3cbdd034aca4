"""Facts of personal assistants and their constraints, a file for each family."""

from budgets.assistants.models.engagements import (
    Assistant,
    Engagement,
    EngagementRate,
    StartCheck,
)
from budgets.assistants.models.shifts import (
    Shift,
    ShiftAgreement,
    ShiftMessage,
    ShiftReminder,
    ShiftWarning,
    ShiftWithdrawal,
)

__all__ = [
    "Assistant",
    "Engagement",
    "EngagementRate",
    "Shift",
    "ShiftAgreement",
    "ShiftMessage",
    "ShiftReminder",
    "ShiftWarning",
    "ShiftWithdrawal",
    "StartCheck",
]
