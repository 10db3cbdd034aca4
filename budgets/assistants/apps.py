"""Personal assistants: what was agreed with them, when they worked, what they earned."""

from django.apps import AppConfig


class AssistantsConfig(AppConfig):
    """Personal assistants: what was agreed with them, when they worked, what they earned."""

    name = "budgets.assistants"
