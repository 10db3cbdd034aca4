"""Where the pages of a budget that goes on are."""

from django.urls import path

from web.holder.plan import account, agreed, calendar, choosing, figures, why

urlpatterns = [
    path("plan", choosing.Plans.as_view(), name="plans"),
    path("plan/<uuid:budget_id>", agreed.MyPlan.as_view(), name="plan"),
    path("plan/<uuid:budget_id>/figures", figures.Figures.as_view(), name="plan_figures"),
    path("plan/<uuid:budget_id>/calendar", calendar.PayCalendar.as_view(), name="plan_calendar"),
    path("plan/<uuid:budget_id>/why", why.WhyBalance.as_view(), name="plan_why"),
    path("plan/<uuid:budget_id>/statement", account.Account.as_view(), name="plan_statement"),
    path("plan/<uuid:budget_id>/statement.csv", account.Sheet.as_view(), name="plan_sheet"),
]
