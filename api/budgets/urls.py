"""Where budgets are, and what belongs to them: figures, conditions, pauses, single sums."""

from django.urls import path

from api.adjustments import operations as adjustments
from api.budgets import looking, operations, steps
from api.conditions import operations as conditions
from api.one_offs import operations as one_offs
from api.pauses import operations as pauses
from api.statements import operations as statements

BUDGET = "budgets/<uuid:budget_id>"
STATEMENT = "budget-statements/<uuid:statement_id>"
ONE_OFF = "one-offs/<uuid:one_off_id>"
ADJUSTMENT = "adjustments/<uuid:adjustment_id>"

urlpatterns = [
    path("budgets", operations.Budgets.as_view()),
    path(BUDGET, operations.OneBudget.as_view()),
    path(f"{BUDGET}/agree", steps.Agree.as_view()),
    path(f"{BUDGET}/conditions", steps.DecideCondition.as_view()),
    path(f"{BUDGET}/holder", steps.ReplaceHolder.as_view()),
    path(f"{BUDGET}/payee-link", steps.PayeeLink.as_view()),
    path(f"{BUDGET}/payee-link/send", steps.SendPayeeLink.as_view()),
    path(f"{BUDGET}/suspend", pauses.Suspend.as_view()),
    path(f"{BUDGET}/resume", pauses.Resume.as_view()),
    path(f"{BUDGET}/holiday", pauses.TakeHoliday.as_view()),
    path(f"{BUDGET}/calendar", looking.PayDays.as_view()),
    path(f"{BUDGET}/why", looking.Why.as_view()),
    path("budget-changes", looking.Changes.as_view()),
    path("budget-statements", statements.Statements.as_view()),
    path(STATEMENT, statements.OneStatement.as_view()),
    path(f"{STATEMENT}/agree", statements.Agree.as_view()),
    path(f"{STATEMENT}/withdraw", statements.Withdraw.as_view()),
    path("conditions", conditions.Conditions.as_view()),
    path("pauses", pauses.Pauses.as_view()),
    path("one-offs", one_offs.OneOffs.as_view()),
    path(ONE_OFF, one_offs.OneOneOff.as_view()),
    path(f"{ONE_OFF}/agree", one_offs.Agree.as_view()),
    path(f"{ONE_OFF}/withdraw", one_offs.Withdraw.as_view()),
    path("adjustments", adjustments.Adjustments.as_view()),
    path(ADJUSTMENT, adjustments.OneAdjustment.as_view()),
    path(f"{ADJUSTMENT}/spread", adjustments.Spread.as_view()),
    path(f"{ADJUSTMENT}/waive", adjustments.Waive.as_view()),
]
