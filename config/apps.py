"""The house's own commands: demo, prove, bench."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Knows everybody and holds no rule."""

    name = "config"
