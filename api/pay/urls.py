"""Where pay is."""

from django.urls import path

from api.pay import operations, steps

WORK = "engagements/<uuid:engagement_id>"
BILL = "invoices/<uuid:invoice_id>"

urlpatterns = [
    path("pays", operations.Pays.as_view()),
    path("pays/payroll", operations.Payroll.as_view()),
    path("pays/figures", operations.Figures.as_view()),
    path("pays/<uuid:pay_id>", operations.OnePay.as_view()),
    path("pays/<uuid:pay_id>/paid", operations.Paid.as_view()),
    path(f"{WORK}/pays", operations.OneEngagement.as_view()),
    path(f"{WORK}/holidays", steps.Holidays.as_view()),
    path(f"{WORK}/sick-days", steps.SickDays.as_view()),
    path("shifts/<uuid:shift_id>/pay-decision", steps.Decide.as_view()),
    path("invoices", steps.Invoices.as_view()),
    path(f"{BILL}/agree", steps.AgreeInvoice.as_view()),
    path(f"{BILL}/refuse", steps.RefuseInvoice.as_view()),
]
