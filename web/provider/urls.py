"""The pages of providers who hold money for people."""

from django.urls import path

from web.provider import views

urlpatterns = [path("funds", views.Funds.as_view(), name="provider")]
