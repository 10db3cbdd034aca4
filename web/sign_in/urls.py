"""Signing in, out, and choosing a council."""

from django.urls import include, path

from web.sign_in import views

urlpatterns = [
    path("", views.SignIn.as_view(), name="sign_in"),
    path("", include("allauth.urls")),
]
