"""Where the decisions of signatories are."""

from django.urls import path

from api.sharing import operations

DECISION = "shared-decisions/<uuid:decision_id>"

urlpatterns = [
    path("shared-decisions", operations.SharedDecisions.as_view()),
    path(DECISION, operations.OneSharedDecision.as_view()),
    path(f"{DECISION}/agree", operations.Agree.as_view()),
    path(f"{DECISION}/withdraw", operations.Withdraw.as_view()),
    path("budgets/<uuid:budget_id>/signatories", operations.NameSignatory.as_view()),
    path("budgets/<uuid:budget_id>/end-signatory", operations.EndSignatory.as_view()),
]
