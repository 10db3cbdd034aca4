"""Rails, inbox, outbox, messages, schedule: the only floor that meets the outside world."""

from django.apps import AppConfig


class OutsideConfig(AppConfig):
    """Rails, inbox, outbox, messages, schedule: the only floor that meets the outside world."""

    name = "payments.outside"
