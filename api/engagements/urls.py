"""Where engagements are."""

from django.urls import path

from api.engagements import operations, steps

ONE = "engagements/<uuid:engagement_id>"

urlpatterns = [
    path("engagements", operations.Engagements.as_view()),
    path(ONE, operations.OneEngagement.as_view()),
    path(f"{ONE}/rates", steps.Rates.as_view()),
    path(f"{ONE}/start-checks", steps.StartChecks.as_view()),
    path(f"{ONE}/notice", steps.Notice.as_view()),
    path(f"{ONE}/end", steps.End.as_view()),
    path(f"{ONE}/household", steps.Household.as_view()),
]
