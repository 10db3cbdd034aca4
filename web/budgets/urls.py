"""Where the pages about direct payments are, for practitioners and managers."""

from django.urls import path

from web.budgets import (
    agreeing,
    budget,
    figures,
    handing_over,
    holders,
    listed,
    one_offs,
    overpayments,
    stopping,
)
from web.budgets.writing import checking, steps

WRITING = "people/<uuid:person_id>/direct-payment"
ONE = "budgets/<uuid:budget_id>"
CONDITION = f"{ONE}/conditions/<slug:code>"
FIGURES = f"{ONE}/figures/<uuid:statement_id>"
ONE_OFF = f"{ONE}/one-off/<uuid:one_off_id>"

urlpatterns = [
    path(WRITING, steps.WriteDown.as_view(), name="write_down"),
    path(f"{WRITING}/who", steps.Who.as_view(), name="write_who"),
    path(f"{WRITING}/purposes", steps.Purposes.as_view(), name="write_purposes"),
    path(f"{WRITING}/week", steps.Week.as_view(), name="write_week"),
    path(f"{WRITING}/paying", steps.Paying.as_view(), name="write_paying"),
    path(f"{WRITING}/check", checking.CheckAnswers.as_view(), name="write_check"),
    path("budgets", listed.Budgets.as_view(), name="budgets"),
    path(ONE, budget.BudgetPage.as_view(), name="budget"),
    path(f"{ONE}/agree", agreeing.Agree.as_view(), name="agree_budget"),
    path(CONDITION, agreeing.RecordCondition.as_view(), name="record_condition"),
    path(f"{ONE}/figures", figures.ProposeFigures.as_view(), name="new_figures"),
    path(f"{FIGURES}/agree", figures.AgreeFigures.as_view(), name="agree_figures"),
    path(f"{FIGURES}/withdraw", figures.WithdrawFigures.as_view(), name="withdraw_figures"),
    path(f"{ONE}/stop", stopping.Stop.as_view(), name="stop_payments"),
    path(f"{ONE}/go-on", stopping.GoOn.as_view(), name="payments_go_on"),
    path(f"{ONE}/holiday", stopping.TakeHoliday.as_view(), name="take_holiday"),
    path(f"{ONE}/one-off", one_offs.ProposeOneOff.as_view(), name="one_off"),
    path(f"{ONE_OFF}/agree", one_offs.AgreeOneOff.as_view(), name="agree_one_off"),
    path(f"{ONE_OFF}/withdraw", one_offs.WithdrawOneOff.as_view(), name="withdraw_one_off"),
    path(
        f"{ONE}/paid-too-much/<uuid:adjustment_id>",
        overpayments.DecideOverpayment.as_view(),
        name="decide_overpayment",
    ),
    path(f"{ONE}/holder", holders.ChangeHolder.as_view(), name="change_holder"),
    path(f"{ONE}/link", handing_over.HandOver.as_view(), name="budget_link"),
    path(f"{ONE}/link/make", handing_over.MakeLink.as_view(), name="make_budget_link"),
    path(f"{ONE}/link/email", handing_over.EmailBudgetLink.as_view(), name="email_budget_link"),
    path(f"{ONE}/link/letter", handing_over.BudgetLetter.as_view(), name="budget_letter"),
]
