"""The pages that belong to everybody: the accent's style sheet, accessibility, privacy, policy."""

from django.urls import path, re_path

from web.look import views

urlpatterns = [
    re_path(r"^accent/(?P<code>[0-9a-f]{6})\.css$", views.accent, name="accent"),
    path("logo/<slug:code>", views.logo, name="logo"),
    path("accessibility", views.Accessibility.as_view(), name="accessibility"),
    path("privacy", views.Privacy.as_view(), name="privacy"),
    path("policy", views.PolicyInWords.as_view(), name="policy"),
]
