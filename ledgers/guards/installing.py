"""Installing every guard, finding what is missing, and standing aside for a migration."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.apps import AppConfig, apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ledgers.guards import doubled, keys, roles, row_security
from ledgers.guards.tables import OURS, tenant_keys, tenant_models

NAMED = re.compile(r"^CREATE (?:OR REPLACE )?(?:TRIGGER (\w+)|FUNCTION (\w+\())", re.MULTILINE)
"""A function by its name and a bracket, for a trigger may have the same name."""


def raise_again(using: str) -> None:
    """Install every guard, however far a migration came."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    wanted, there = _derived(connection, tables), _present(connection)
    with connection.cursor() as cursor:
        for name in sorted(wanted.keys() - there):
            cursor.execute(wanted[name])
        for app in apps.get_app_configs():
            if {model._meta.db_table for model in app.get_models()} <= tables:
                for statement in _statements(connection, _text(connection, app)):
                    cursor.execute(statement)
    if connection.vendor == "postgresql":
        doubled.drop_doubled(connection)
        roles.grant(connection)


def lower(using: str) -> None:
    """
    Stand aside for a migration: on SQLite it may rebuild a table that triggers name.

    On PostgreSQL tables are altered as they stand, and only the owner's own row security is in
    the way of migrations that fill columns.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in _present(connection):
                cursor.execute(f'DROP TRIGGER "{name}"')
    elif not roles.goes_past_row_security(connection):
        row_security.force(connection, forced=False)


def find_missing(using: str) -> list[str]:
    """Name every guard that should be in a migrated database and is not."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if "ledgers_transfer" not in tables:
        return []
    texts = "\n".join(_text(connection, app) for app in apps.get_app_configs())
    written = {trigger or function for trigger, function in NAMED.findall(texts)}
    wanted = {*_derived(connection, tables), *written}
    return sorted(wanted - _present(connection))


def find_wrong_rights(using: str) -> list[roles.Right]:
    """What the application's role may do and should not, or should and may not."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return []
    return roles.differences(connection)


def _derived(connection: BaseDatabaseWrapper, tables: set[str]) -> dict[str, str]:
    """What is derived from the models, for the tables that are there: names and statements."""
    guards = {
        name: statement
        for key in tenant_keys()
        if {key.table, key.target} <= tables
        for name, statement in keys.guards_of(connection, key).items()
    }
    if connection.vendor == "postgresql":
        for model in tenant_models():
            if model._meta.db_table in tables:
                guards |= row_security.guards_of(model)
    return guards


def _text(connection: BaseDatabaseWrapper, app: AppConfig) -> str:
    """What one app's `sql/` says for this engine."""
    if not app.name.startswith(OURS):
        return ""
    folder = Path(app.path) / "sql" / connection.vendor
    files = [folder.with_suffix(".sql"), *sorted(folder.glob("*.sql"))]
    return "\n".join(file.read_text() for file in files if file.exists())


def _statements(connection: BaseDatabaseWrapper, text: str) -> Iterator[str]:
    if connection.vendor == "postgresql":
        yield from [text] if text else []
        return
    waiting = ""
    for line in text.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    if connection.vendor == "postgresql":
        found.update(row_security.present(connection))
    return found


PRESENT = {
    "postgresql": "SELECT tgname FROM pg_trigger "
    "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
    "UNION SELECT conname FROM pg_constraint WHERE contype = 'f' AND convalidated "
    "UNION SELECT proname || '(' FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}
