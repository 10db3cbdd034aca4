"""Where hours are."""

from django.urls import path

from api.shifts import operations, sending, steps

ONE = "shifts/<uuid:shift_id>"

urlpatterns = [
    path("shifts", operations.Shifts.as_view()),
    path("shifts/batch", sending.Batch.as_view()),
    path("shifts/agree", steps.AgreeMany.as_view()),
    path(ONE, operations.OneShift.as_view()),
    path(f"{ONE}/agree", steps.Agree.as_view()),
    path(f"{ONE}/question", steps.Question.as_view()),
    path(f"{ONE}/answer", steps.Reply.as_view()),
    path(f"{ONE}/withdraw", steps.Withdraw.as_view()),
]
