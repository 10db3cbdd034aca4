"""Facts of plans and their constraints, a file for each family."""

from budgets.plans.models.budget import AgreedOutcome, AgreedPurpose, Budget, BudgetHolder
from budgets.plans.models.conditions import BudgetChange, Condition
from budgets.plans.models.contributions import (
    ContributionDue,
    ContributionPaid,
    FinancialAssessment,
)
from budgets.plans.models.ending import Ending, EndingStep, MoneyReturn
from budgets.plans.models.instalments import (
    Adjustment,
    ClosedDay,
    Instalment,
    InstalmentLine,
    OneOff,
    Pause,
    PayCalendar,
)
from budgets.plans.models.kept_back import KeptBack
from budgets.plans.models.pay_runs import RunPlanning
from budgets.plans.models.reviews import CareReview
from budgets.plans.models.sharing import SharedDecision
from budgets.plans.models.statement import BudgetStatement, Rate, StatementLine
from budgets.plans.models.surplus import RepaymentRequest, RingFence, SurplusTalk
from budgets.plans.models.telling import PaymentTold
from budgets.plans.models.uplift import Uplift, UpliftLine

__all__ = [
    "Adjustment",
    "AgreedOutcome",
    "AgreedPurpose",
    "Budget",
    "BudgetChange",
    "BudgetHolder",
    "BudgetStatement",
    "CareReview",
    "ClosedDay",
    "Condition",
    "ContributionDue",
    "ContributionPaid",
    "Ending",
    "EndingStep",
    "FinancialAssessment",
    "Instalment",
    "InstalmentLine",
    "KeptBack",
    "MoneyReturn",
    "OneOff",
    "Pause",
    "PayCalendar",
    "PaymentTold",
    "Rate",
    "RepaymentRequest",
    "RingFence",
    "RunPlanning",
    "SharedDecision",
    "StatementLine",
    "SurplusTalk",
    "Uplift",
    "UpliftLine",
]
