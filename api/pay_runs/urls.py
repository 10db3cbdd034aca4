"""Where pay runs and their lines are."""

from django.urls import path

from api.pay_runs import coming, lines, operations, steps

RUN = "pay-runs/<uuid:run_id>"
LINE = "run-lines/<uuid:line_id>"

urlpatterns = [
    path("pay-runs", operations.PayRuns.as_view()),
    path("pay-days/coming", coming.Coming.as_view()),
    path(RUN, operations.OnePayRun.as_view()),
    path(f"{RUN}/progress", operations.Progress.as_view()),
    path(f"{RUN}/lines", lines.Lines.as_view()),
    path(f"{RUN}/waiting", operations.Waiting.as_view()),
    path(f"{RUN}/stopped", operations.Stopped.as_view()),
    path(f"{RUN}/left-out", operations.LeftOut.as_view()),
    path(f"{RUN}/approve", steps.Approve.as_view()),
    path(f"{RUN}/abandon", steps.Abandon.as_view()),
    path(f"{RUN}/prepare-again", steps.PrepareAgain.as_view()),
    path(f"{RUN}/follow-up", steps.FollowUp.as_view()),
    path(LINE, lines.OneLine.as_view()),
    path(f"{LINE}/hold", lines.Hold.as_view()),
    path(f"{LINE}/release", lines.Release.as_view()),
]
