"""The pages of whoever is paid, by a link of their own."""

from django.urls import path

from web.payee import views

urlpatterns = [
    path("pay/<str:secret>", views.Pay.as_view(), name="pay"),
    path("pay/<str:secret>/change", views.Change.as_view(), name="pay_change"),
]
