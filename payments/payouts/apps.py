"""Payees and payments: how money leaves."""

from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    """Payees and payments: how money leaves."""

    name = "payments.payouts"
