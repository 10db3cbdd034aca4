"""Where the pages of personal assistants are; those under `work/` open without signal, too."""

from django.urls import path

import web.days  # noqa: F401  days in addresses
from web.assistant import home, offline, one, pay, shifts, starting, typing

urlpatterns = [
    path("", home.Home.as_view(), name="work"),
    path("worker.js", offline.worker, name="work_worker"),
    path("offline", offline.Offline.as_view(), name="work_offline"),
    path("<uuid:engagement_id>/", home.Home.as_view(), name="work_for"),
    path("<uuid:engagement_id>/type", typing.TypeShift.as_view(), name="work_type"),
    path("<uuid:engagement_id>/start", starting.Start.as_view(), name="work_start"),
    path("<uuid:engagement_id>/stop", starting.Stop.as_view(), name="work_stop"),
    path("<uuid:engagement_id>/shifts", shifts.Shifts.as_view(), name="work_shifts"),
    path(
        "<uuid:engagement_id>/shifts/before/<day:before>",
        shifts.Shifts.as_view(),
        name="work_shifts_before",
    ),
    path("<uuid:engagement_id>/pay", pay.MyPay.as_view(), name="work_pay"),
    path("pay/<uuid:pay_id>", pay.OnePay.as_view(), name="work_one_pay"),
    path("shifts/<uuid:shift_id>", one.OneShift.as_view(), name="work_shift"),
    path("shifts/<uuid:shift_id>/correct", typing.CorrectShift.as_view(), name="work_correct"),
    path("shifts/<uuid:shift_id>/take-back", one.TakeBack.as_view(), name="work_withdraw"),
]
