"""Where the pages of a budget that goes on are."""

from django.urls import include, path

from web.holder.plan import (
    account,
    advice,
    agreed,
    calendar,
    choosing,
    contributions,
    figures,
    helping,
    money,
    paying,
    reviews,
    sharing,
    why,
)
from web.holder.spending import lines, statements
from web.holder.wages import bills, costs, time_off
from web.holder.work import assistants, engaging, hours

ONE_PA = "assistants/<uuid:engagement_id>"
OF_ONE = [
    path("figures", figures.Figures.as_view(), name="plan_figures"),
    path("calendar", calendar.PayCalendar.as_view(), name="plan_calendar"),
    path("payments/<uuid:instalment_id>", advice.AboutPayment.as_view(), name="plan_payment"),
    path("where", paying.WherePaid.as_view(), name="plan_where"),
    path("why", why.WhyBalance.as_view(), name="plan_why"),
    path("statement", account.Account.as_view(), name="plan_statement"),
    path("statement.csv", account.Sheet.as_view(), name="plan_sheet"),
    path("contributions", contributions.Contributions.as_view(), name="plan_contributions"),
    path("money", money.MoneyTalk.as_view(), name="plan_money"),
    path("reviews", reviews.Reviews.as_view(), name="plan_reviews"),
    path("reviews.ics", reviews.ReviewFile.as_view(), name="plan_review_file"),
    path("sharing", sharing.Sharing.as_view(), name="plan_sharing"),
    path("sharing/<uuid:decision_id>/sign", sharing.Sign.as_view(), name="plan_sign"),
    path(
        "sharing/<uuid:decision_id>/take-back",
        sharing.TakeDecisionBack.as_view(),
        name="plan_unshare",
    ),
    path("helping", helping.Helping.as_view(), name="plan_helping"),
    path("wages", costs.Wages.as_view(), name="wages"),
    path("wages/who-pays", costs.ChooseWay.as_view(), name="wages_way"),
    path("wages/<uuid:pay_id>", costs.OneWage.as_view(), name="wage"),
    path("wages/<uuid:pay_id>/paid", costs.SayPaid.as_view(), name="wage_paid"),
    path("work/<uuid:engagement_id>/holiday", time_off.Holiday.as_view(), name="pa_holiday"),
    path("work/<uuid:engagement_id>/sick", time_off.Sickness.as_view(), name="pa_sick"),
    path("bills/<uuid:invoice_id>/agree", bills.AgreeBill.as_view(), name="bill_agree"),
    path("bills/<uuid:invoice_id>/refuse", bills.RefuseBill.as_view(), name="bill_refuse"),
    path("spending", lines.Spending.as_view(), name="spending"),
    path("spending/statements", statements.AddStatement.as_view(), name="add_statement"),
    path("spending/statements/columns", statements.TellColumns.as_view(), name="tell_columns"),
    path(
        "spending/statements/<uuid:statement_id>",
        statements.StatementBrought.as_view(),
        name="statement_brought",
    ),
    path("spending/<uuid:line_id>", lines.OneLine.as_view(), name="spending_line"),
    path("spending/<uuid:line_id>/two-things", lines.TwoThings.as_view(), name="two_things"),
    path("hours", hours.Hours.as_view(), name="hours"),
    path("hours/agree", hours.AgreeHours.as_view(), name="hours_agree"),
    path("hours/<uuid:shift_id>", hours.Talk.as_view(), name="hours_talk"),
    path("assistants", assistants.MyAssistants.as_view(), name="my_assistants"),
    path("assistants/add", engaging.AddAssistant.as_view(), name="add_assistant"),
    path(ONE_PA, assistants.MyAssistant.as_view(), name="my_assistant"),
    path(f"{ONE_PA}/done", assistants.StartStepDone.as_view(), name="start_check"),
    path(f"{ONE_PA}/rate", engaging.SetRate.as_view(), name="set_pa_rate"),
    path(f"{ONE_PA}/invite", engaging.Invite.as_view(), name="invite_assistant"),
    path(f"{ONE_PA}/notice", engaging.GiveNotice.as_view(), name="give_pa_notice"),
    path(f"{ONE_PA}/end", engaging.End.as_view(), name="end_engagement"),
]

urlpatterns = [
    path("plan", choosing.Plans.as_view(), name="plans"),
    path("plan/<uuid:budget_id>", agreed.MyPlan.as_view(), name="plan"),
    path("plan/<uuid:budget_id>/", include(OF_ONE)),
]
