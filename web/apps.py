"""Pages for people."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages for people."""

    name = "web"
