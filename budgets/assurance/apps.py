"""What was spent, on what, and how sure we can be, without asking for receipts."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """What was spent, on what, and how sure we can be, without asking for receipts."""

    name = "budgets.assurance"
