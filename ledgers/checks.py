"""System checks: every table has its book, and the database has its guards."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register

from ledgers import guards


@register(Tags.models)
def check_books(**_: Any) -> list[CheckMessage]:
    """Refuse a model of ours that carries no book and is not in the list of global tables."""
    held = set(guards.tenant_models())
    return [
        Error(
            f"{model._meta.label} carries no book and is not in ledgers.guards.GLOBAL_TABLES.",
            id="ledgers.E001",
            obj=model,
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_config
        and model._meta.app_config.name.startswith(guards.OURS)
        and model not in held
        and model._meta.label not in guards.GLOBAL_TABLES
    ]


@register(Tags.database)
def check_guards(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Count the triggers and composite keys in the database against what they should be."""
    return [
        Error(
            f"The guard {name} is missing from the database {using}.",
            hint="Run `python manage.py migrate`, which installs every guard again.",
            id="ledgers.E002",
        )
        for using in databases or ()
        for name in guards.find_missing(using)
    ]
