"""Cards that spend a budget's money, and what stops them."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """Cards that spend a budget's money, and what stops them."""

    name = "payments.cards"
