"""Budgets of every kind."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Budgets of every kind."""

    name = "budgets.plans"
