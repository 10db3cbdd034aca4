"""
What the database itself refuses, installed on either engine.

Two families: the triggers of each app's `sql/`, and for every foreign key between two tables of
a book, a guard that both rows are in the same one: a composite FOREIGN KEY on PostgreSQL,
triggers on SQLite. Both are derived anew after each migration and counted by a system check.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import AppConfig, apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

GLOBAL_TABLES = frozenset(
    {
        "ledgers.Book",
        "councils.User",
        "councils.ApiToken",
        "councils.SecurityCounter",
        "outside.ScheduleSlot",
    }
)
"""Every table of ours of no one book: who signs in, and what arrives before a book is known."""

OURS = ("ledgers", "payments.", "budgets.", "api", "web", "config")


@dataclass(frozen=True)
class TenantKey:
    """A foreign key between two tables of a book."""

    table: str
    column: str
    target: str

    @property
    def name(self) -> str:
        """A name that fits PostgreSQL's 63 characters and says what it guards."""
        return f"in_book_{self.table}_{self.column}"[:60]


def tenant_models() -> list[type[models.Model]]:
    """Every model that carries a book, in a settled order."""
    found = [
        model
        for model in apps.get_models()
        if model._meta.app_config
        and model._meta.app_config.name.startswith(OURS)
        and model._meta.label not in GLOBAL_TABLES
        and any(field.name == "book" for field in model._meta.local_fields)
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def tenant_keys() -> list[TenantKey]:
    """Every foreign key that must stay in one book."""
    held = set(tenant_models())
    return [
        TenantKey(model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in held
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.name != "book"
        and field.related_model in held
        and _keyed_by_id(field)
    ]


def _keyed_by_id(field: "models.ForeignKey[models.Model, models.Model]") -> bool:
    return field.target_field.column == "id"


def install_triggers(using: str, app: AppConfig) -> None:
    """Install the triggers of one app's `sql/`, whether or not they were there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _statements(connection, _text(connection, app)):
            cursor.execute(statement)


def _text(connection: BaseDatabaseWrapper, app: AppConfig) -> str:
    file = Path(app.path) / "sql" / f"{connection.vendor}.sql"
    return file.read_text() if app.name.startswith(OURS) and file.exists() else ""


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


def install_tenancy(using: str, app: AppConfig) -> None:
    """Guard one app's foreign keys between tables of a book."""
    connection = connections[using]
    mine = {model._meta.db_table for model in app.get_models()}
    tables = set(connection.introspection.table_names())
    guards = {
        name: statement
        for key in tenant_keys()
        if key.table in mine and {key.table, key.target} <= tables
        for name, statement in _guards(connection, key).items()
    }
    with connection.cursor() as cursor:
        for name in guards.keys() - _present(connection):
            cursor.execute(guards[name])


def lower(using: str) -> None:
    """
    Take the triggers down on SQLite, so that a migration may rebuild a table that they name.

    PostgreSQL alters tables as they stand, and nothing is lowered there.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in _present(connection):
                cursor.execute(f'DROP TRIGGER "{name}"')


def raise_again(using: str) -> None:
    """Install every guard, however far a migration came."""
    tables = set(connections[using].introspection.table_names())
    for app in apps.get_app_configs():
        if {model._meta.db_table for model in app.get_models()} <= tables:
            install_triggers(using, app)
        install_tenancy(using, app)


def _guards(connection: BaseDatabaseWrapper, key: TenantKey) -> dict[str, str]:
    """What guards one key, by name; on SQLite also that the row pointed at stays in its book."""
    if connection.vendor == "postgresql":
        return {
            key.name: f'ALTER TABLE "{key.table}" ADD CONSTRAINT "{key.name}" '
            f'FOREIGN KEY (book_id, "{key.column}") REFERENCES "{key.target}" (book_id, id) '
            "DEFERRABLE INITIALLY DEFERRED"
        }
    elsewhere = (
        f'WHEN NEW."{key.column}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "{key.target}" t '
        f'WHERE t.id = NEW."{key.column}" AND t.book_id = NEW.book_id)'
    )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{key.name}: not in this book'); END"
    return {
        f"{key.name}_new": f'CREATE TRIGGER "{key.name}_new" BEFORE INSERT ON "{key.table}" '
        f"{elsewhere} {refuse}",
        f"{key.name}_old": f'CREATE TRIGGER "{key.name}_old" '
        f'BEFORE UPDATE OF "{key.column}", book_id ON "{key.table}" {elsewhere} {refuse}',
        f"{key.name}_far": f'CREATE TRIGGER "{key.name}_far" '
        f'BEFORE UPDATE OF book_id ON "{key.target}" '
        f"WHEN NEW.book_id <> OLD.book_id AND EXISTS "
        f'(SELECT 1 FROM "{key.table}" f WHERE f."{key.column}" = OLD.id) {refuse}',
    }


def find_missing(using: str) -> list[str]:
    """Name every guard that should be in a migrated database and is not."""
    connection = connections[using]
    if "ledgers_transfer" not in connection.introspection.table_names():
        return []
    return sorted(_wanted(connection) - _present(connection))


def _wanted(connection: BaseDatabaseWrapper) -> set[str]:
    text = "\n".join(_text(connection, app) for app in apps.get_app_configs())
    words = [line.split() for line in text.splitlines() if line.startswith("CREATE ")]
    triggers = {line[line.index("TRIGGER") + 1] for line in words if "TRIGGER" in line}
    return triggers.union(*(_guards(connection, key) for key in tenant_keys()))


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    question = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
        "UNION SELECT conname FROM pg_constraint WHERE contype = 'f' AND convalidated"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {name for (name,) in cursor.fetchall()}
