"""Where practitioners' and managers' pages are."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
