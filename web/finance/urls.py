"""The finance desk's pages."""

from django.urls import path

import web.days  # noqa: F401  days in addresses
from web.finance import (
    answers,
    bank_files,
    changes,
    clearing,
    contributions,
    export,
    imports,
    money_back,
    pay_calendar,
    pay_day,
    pay_days,
    payments,
    pots,
    rates,
    uplifts,
)

urlpatterns = [
    path("pay-days", pay_days.PayDays.as_view(), name="pay_days"),
    path("pay-days/<day:pay_on>/plan", pay_days.PlanPayDay.as_view(), name="plan_pay_day"),
    path("pay-days/<day:pay_on>", pay_day.OnePayDay.as_view(), name="pay_day"),
    path("pay-days/<day:pay_on>/approve", pay_day.ApprovePayDay.as_view(), name="approve_pay_day"),
    path("pay-calendar", pay_calendar.PayCalendarPage.as_view(), name="pay_calendar"),
    path(
        "pay-calendar/<str:frequency>", pay_calendar.SetCalendar.as_view(), name="set_pay_calendar"
    ),
    path("closed-days/<day:day>/open", pay_calendar.OpenAgain.as_view(), name="open_again"),
    path("rates", rates.Rates.as_view(), name="rates"),
    path("rates/<str:name>", rates.SetRate.as_view(), name="set_rate"),
    path("contributions", contributions.Contributions.as_view(), name="contributions"),
    path("contributions.csv", contributions.ContributionSheet.as_view(), name="contribution_sheet"),
    path(
        "contributions/<uuid:budget_id>",
        contributions.OneContribution.as_view(),
        name="contribution",
    ),
    path(
        "contributions/paid/<uuid:paid_id>/back",
        contributions.CameBack.as_view(),
        name="contribution_back",
    ),
    path("money-back", money_back.MoneyBack.as_view(), name="money_back"),
    path("money-back/<uuid:request_id>/left", money_back.MoneyLeft.as_view(), name="money_left"),
    path(
        "money-back/unasked/<uuid:budget_id>",
        money_back.MoneyLeft.as_view(),
        name="money_left_unasked",
    ),
    path("money-back/<uuid:return_id>/arrived", money_back.Arrived.as_view(), name="money_arrived"),
    path("uplifts", uplifts.Uplifts.as_view(), name="uplifts"),
    path("uplifts/new", uplifts.PrepareUplift.as_view(), name="prepare_uplift"),
    path("uplifts/<uuid:uplift_id>", uplifts.OneUplift.as_view(), name="uplift"),
    path("uplifts/<uuid:uplift_id>/agree", uplifts.AgreeUplift.as_view(), name="agree_uplift"),
    path(
        "uplifts/<uuid:uplift_id>/take-back",
        uplifts.WithdrawUplift.as_view(),
        name="withdraw_uplift",
    ),
    path("export", export.Export.as_view(), name="export"),
    path("export/take", export.TakeExport.as_view(), name="take_export"),
    path("import", imports.Import.as_view(), name="import"),
    path("import/<uuid:import_id>", imports.OneImport.as_view(), name="one_import"),
    path("import/<uuid:import_id>/take-in", imports.TakeIn.as_view(), name="take_in"),
    path(
        "import/<uuid:import_id>/rejected/<str:file>",
        imports.Rejected.as_view(),
        name="rejected_rows",
    ),
    path("payments", payments.Payments.as_view(), name="payments"),
    path("payments/<uuid:payment_id>", payments.OnePayment.as_view(), name="payment"),
    path("payments/<uuid:payment_id>/anew", payments.PayAnew.as_view(), name="pay_anew"),
    path("payments/<uuid:payment_id>/give-up", payments.GiveUp.as_view(), name="give_up_payment"),
    path("bank-files", bank_files.BankFiles.as_view(), name="bank_files"),
    path("bank-files/make", bank_files.MakeBankFile.as_view(), name="make_bank_file"),
    path("bank-files/<uuid:file_id>", bank_files.OneBankFile.as_view(), name="bank_file"),
    path(
        "bank-files/<uuid:file_id>/<str:kind>",
        bank_files.Download.as_view(),
        name="bank_file_download",
    ),
    path("answers", answers.ReadAnswer.as_view(), name="bank_answers"),
    path("answers/<uuid:answer_id>", answers.OneAnswer.as_view(), name="bank_answer"),
    path("bank-details", changes.Changes.as_view(), name="payee_changes"),
    path("bank-details/<uuid:change_id>", changes.Decide.as_view(), name="decide_change"),
    path("in-between", clearing.InBetweenPage.as_view(), name="clearing"),
    path("pots", pots.Pots.as_view(), name="pots"),
    path("pots/<uuid:team_id>", pots.FillPot.as_view(), name="fill_pot"),
]
