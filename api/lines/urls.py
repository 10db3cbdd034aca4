"""Where lines are, and the statements that they came with."""

from django.urls import path

from api.lines import operations
from api.statements_in import operations as statements

LINE = "lines/<uuid:line_id>"

urlpatterns = [
    path("lines", operations.Lines.as_view()),
    path(LINE, operations.OneLine.as_view()),
    path(f"{LINE}/purpose", operations.SayPurpose.as_view()),
    path(f"{LINE}/unlink", operations.Unlink.as_view()),
    path("statements-in", statements.StatementsIn.as_view()),
    path("statements-in/<uuid:statement_id>", statements.OneStatementIn.as_view()),
    path("budgets/<uuid:budget_id>/statements-in", statements.Bring.as_view()),
]
