"""JSON over HTTP."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """JSON over HTTP."""

    name = "api"
