"""Where uplifts are."""

from django.urls import path

from api.uplifts import operations

UPLIFT = "uplifts/<uuid:uplift_id>"

urlpatterns = [
    path("uplifts", operations.Uplifts.as_view()),
    path(UPLIFT, operations.OneUplift.as_view()),
    path(f"{UPLIFT}/lines", operations.Lines.as_view()),
    path(f"{UPLIFT}/agree", operations.Agree.as_view()),
    path(f"{UPLIFT}/withdraw", operations.Withdraw.as_view()),
]
