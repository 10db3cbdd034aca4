"""Facts of personal assistants and their constraints, a file for each family."""

from budgets.assistants.models.engagements import (
    Assistant,
    Engagement,
    EngagementRate,
    StartCheck,
)
from budgets.assistants.models.invoices import Invoice
from budgets.assistants.models.pay import (
    PaidShift,
    Pay,
    PayDecision,
    PayLine,
    PayrollFigures,
    WagesChoice,
)
from budgets.assistants.models.shifts import (
    Shift,
    ShiftAgreement,
    ShiftMessage,
    ShiftReminder,
    ShiftWarning,
    ShiftWithdrawal,
)
from budgets.assistants.models.time_off import HolidayTaken, SickDay

__all__ = [
    "Assistant",
    "Engagement",
    "EngagementRate",
    "HolidayTaken",
    "Invoice",
    "PaidShift",
    "Pay",
    "PayDecision",
    "PayLine",
    "PayrollFigures",
    "Shift",
    "ShiftAgreement",
    "ShiftMessage",
    "ShiftReminder",
    "ShiftWarning",
    "ShiftWithdrawal",
    "SickDay",
    "StartCheck",
    "WagesChoice",
]
