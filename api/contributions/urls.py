"""Where contributions are."""

from django.urls import path

from api.contributions import operations, owed

CONTRIBUTION = "contributions/<uuid:contribution_id>"

urlpatterns = [
    path("assessments", owed.Assessments.as_view()),
    path("contributions-due", owed.Dues.as_view()),
    path("contributions", operations.Contributions.as_view()),
    path(CONTRIBUTION, operations.OneContribution.as_view()),
    path(f"{CONTRIBUTION}/came-back", operations.CameBack.as_view()),
    path("arrears", owed.Arrears.as_view()),
    path("budgets/<uuid:budget_id>/contributions", owed.OfBudget.as_view()),
]
