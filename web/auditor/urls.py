"""The auditor's pages."""

from django.urls import path

from web.auditor import views

urlpatterns = [
    path("", views.Audit.as_view(), name="audit"),
    path("<uuid:request_id>", views.Case.as_view(), name="audit_case"),
]
