"""One-off sums, authorised at the front line."""

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    """One-off sums, authorised at the front line."""

    name = "budgets.recovery"
