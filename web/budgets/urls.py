"""Where the pages about direct payments are, for practitioners and managers."""

from django.urls import path

from web.budgets import (
    adding,
    agreeing,
    budget,
    ending,
    figures,
    handing_over,
    holders,
    household,
    leaving,
    listed,
    one_offs,
    overpayments,
    repayments,
    reviewing,
    reviews,
    settling,
    signatories,
    stopping,
    surplus,
)
from web.budgets.writing import checking, steps

WRITING = "people/<uuid:person_id>/direct-payment"
ONE = "budgets/<uuid:budget_id>"
CONDITION = f"{ONE}/conditions/<slug:code>"
FIGURES = f"{ONE}/figures/<uuid:statement_id>"
ONE_OFF = f"{ONE}/one-off/<uuid:one_off_id>"

urlpatterns = [
    path("people/add", adding.AddPerson.as_view(), name="add_person"),
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
    path(f"{ONE}/signatories", signatories.Signatories.as_view(), name="signatories"),
    path(
        f"{ONE}/signatories/<uuid:holder_id>",
        signatories.EndSignatory.as_view(),
        name="end_signatory",
    ),
    path(f"{ONE}/assistants", household.Employed.as_view(), name="employed"),
    path(f"{ONE}/assistants/family", household.EngageFamily.as_view(), name="engage_family"),
    path(
        f"{ONE}/assistants/<uuid:engagement_id>/family",
        household.AgreeFamily.as_view(),
        name="agree_family",
    ),
    path(f"{ONE}/link", handing_over.HandOver.as_view(), name="budget_link"),
    path(f"{ONE}/link/make", handing_over.MakeLink.as_view(), name="make_budget_link"),
    path(f"{ONE}/link/email", handing_over.EmailBudgetLink.as_view(), name="email_budget_link"),
    path(f"{ONE}/link/letter", handing_over.BudgetLetter.as_view(), name="budget_letter"),
    path("reviews", reviews.Reviews.as_view(), name="reviews"),
    path("reviews.ics", reviews.ReviewsCalendar.as_view(), name="reviews_calendar"),
    path(f"{ONE}/review", reviewing.HoldReview.as_view(), name="hold_review"),
    path(f"{ONE}/review/book", reviewing.BookReview.as_view(), name="book_review"),
    path(f"{ONE}/worry", reviewing.RaiseConcern.as_view(), name="raise_concern"),
    path("money-in-hand", surplus.MoneyInHand.as_view(), name="money_in_hand"),
    path(f"{ONE}/in-hand", surplus.SurplusPage.as_view(), name="surplus"),
    path(f"{ONE}/in-hand/set-aside", surplus.SetAside.as_view(), name="set_aside"),
    path(f"{ONE}/in-hand/<uuid:fence_id>/let-go", surplus.LetGo.as_view(), name="let_go"),
    path(f"{ONE}/in-hand/talk", surplus.OpenTalk.as_view(), name="open_talk"),
    path(f"{ONE}/in-hand/talk/<uuid:talk_id>", surplus.CloseTalk.as_view(), name="close_talk"),
    path(f"{ONE}/in-hand/ask", repayments.AskForRepayment.as_view(), name="ask_for_repayment"),
    path(
        f"{ONE}/in-hand/ask/<uuid:request_id>/take-back",
        repayments.WithdrawRepayment.as_view(),
        name="withdraw_repayment",
    ),
    path(f"{ONE}/end", ending.BeginEnding.as_view(), name="begin_ending"),
    path("people/<uuid:person_id>/died", ending.RecordDeath.as_view(), name="record_death"),
    path(f"{ONE}/ending", settling.EndingPage.as_view(), name="ending"),
    path(f"{ONE}/ending/add", settling.AddStep.as_view(), name="add_step"),
    path(f"{ONE}/ending/<uuid:step_id>", settling.SettleStep.as_view(), name="settle_step"),
    path(f"{ONE}/ending/leave", leaving.LeaveMoney.as_view(), name="leave_money"),
    path(f"{ONE}/ending/last-days", leaving.PayLastDays.as_view(), name="pay_last_days"),
    path(f"{ONE}/ending/own", leaving.LeaveOwn.as_view(), name="leave_own"),
    path(f"{ONE}/ending/settle", leaving.Settle.as_view(), name="settle_ending"),
]
