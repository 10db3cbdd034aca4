"""System checks: every table has its book, and the database has its guards."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from ledgers import guards
from ledgers.guards import roles


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


@register(Tags.database)
def check_rights(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Count what the application's role may do against what it needs."""
    return [
        Error(
            f"The role {roles.APPLICATION} should not have the right {right} on {table}, "
            "or should and has not.",
            hint="Run `python manage.py migrate` as the owner, which grants every right again.",
            id="ledgers.E003",
        )
        for using in databases or ()
        for table, right in guards.find_wrong_rights(using)
    ]


@register(Tags.database)
def check_role(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Warn where others are served by somebody whom row security does not bind."""
    connection = connections["default"]
    if not settings.SERVING or "default" not in (databases or ()):
        return []
    if connection.vendor != "postgresql" or not roles.is_unbound(connection):
        return []
    return [
        checks.Warning(
            "The service is connected as a role that owns its tables or goes past row security: "
            "a mistake in one query may show one council what is another's.",
            hint="Run `python manage.py make_roles`; docs/operating.md says how.",
            id="ledgers.W004",
        )
    ]
