"""The example council; files in and out."""

from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    """The example council; files in and out."""

    name = "budgets.caseload"
