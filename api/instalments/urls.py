"""Where instalments and the council's calendars are, and the rates behind their figures."""

from django.urls import path

from api.instalments import calendars, operations
from api.rates import operations as rates

urlpatterns = [
    path("instalments", operations.Instalments.as_view()),
    path("instalments/<uuid:instalment_id>", operations.OneInstalment.as_view()),
    path("pay-calendars", calendars.Calendars.as_view()),
    path("closed-days", calendars.ClosedDays.as_view()),
    path("closed-days/<uuid:closed_day_id>", calendars.OneClosedDay.as_view()),
    path("rates", rates.Rates.as_view()),
    path("rates/in-force", rates.InForce.as_view()),
    path("rates/preview", rates.Preview.as_view()),
]
