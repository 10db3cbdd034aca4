"""Where endings are."""

from django.urls import path

from api.endings import death, operations, steps

ENDING = "endings/<uuid:ending_id>"
STEP = "ending-steps/<uuid:step_id>"

urlpatterns = [
    path("budgets/<uuid:budget_id>/end", operations.Begin.as_view()),
    path("people/<uuid:person_id>/death", death.Death.as_view()),
    path("endings", operations.Endings.as_view()),
    path(ENDING, operations.OneEnding.as_view()),
    path(f"{ENDING}/steps", steps.Add.as_view()),
    path(f"{ENDING}/write-off", operations.WriteOff.as_view()),
    path(f"{ENDING}/own-money", operations.LeaveOwnMoney.as_view()),
    path(f"{ENDING}/last-days", operations.PayLastDays.as_view()),
    path(f"{ENDING}/settle", operations.Settle.as_view()),
    path("ending-steps", steps.Steps.as_view()),
    path(STEP, steps.OneStep.as_view()),
    path(f"{STEP}/settle", steps.SettleStep.as_view()),
]
