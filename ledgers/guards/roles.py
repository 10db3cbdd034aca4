"""
What the application may do on PostgreSQL: it logs in as a member of one role, which owns nothing.

Rights are derived from the models after each migration, where the role exists; a system check
counts them, so that one too many is found as well as one too few.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from ledgers.guards.tables import FORGETS, HISTORY, LOCKED, WRITTEN_BY_TRIGGERS, is_ours

APPLICATION = "wherewithal_app"
"""The role that has the rights. Nobody logs in as it; who does is made a member of it."""

Right = tuple[str, str]
"""A table and what may be done with it."""

NOBODY_NEEDS = frozenset({"auth"})
ONLY_READ = frozenset({"contenttypes"})


def rights(tables: set[str]) -> set[Right]:
    """Everything that the application may do with these tables."""
    found = {
        (model._meta.db_table, right)
        for model in apps.get_models(include_auto_created=True)
        for right in _rights_on(model)
    } | {("django_migrations", "SELECT")}
    return {(table, right) for table, right in found if table in tables}


def _rights_on(model: type[Model]) -> set[str]:
    label = model._meta.label
    if not is_ours(model):
        return _rights_in_library(model._meta.app_label)
    found = {"SELECT", "INSERT"}
    if label not in HISTORY | WRITTEN_BY_TRIGGERS:
        found.add("UPDATE")
    if label in LOCKED:
        found.add(f"UPDATE ({LOCKED[label]})")
    if label in FORGETS:
        found.add("DELETE")
    return found


def _rights_in_library(app_label: str) -> set[str]:
    if app_label in NOBODY_NEEDS:
        return set()
    return {"SELECT"} if app_label in ONLY_READ else {"SELECT", "INSERT", "UPDATE", "DELETE"}


def granted(connection: BaseDatabaseWrapper) -> set[Right]:
    """Everything that the application may do, by its own rights or by everybody's."""
    with connection.cursor() as cursor:
        cursor.execute(GRANTED, [APPLICATION])
        return {(table, right) for table, right in cursor.fetchall()}


GRANTED = """
WITH whom AS (SELECT oid FROM pg_roles WHERE rolname = %s UNION ALL SELECT 0::oid),
told AS (
    SELECT c.oid, c.relname, c.relacl FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
)
SELECT t.relname, a.privilege_type
FROM told t, aclexplode(t.relacl) a WHERE a.grantee IN (SELECT oid FROM whom)
UNION
SELECT t.relname, a.privilege_type || ' (' || c.attname || ')'
FROM told t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attacl IS NOT NULL,
     aclexplode(c.attacl) a WHERE a.grantee IN (SELECT oid FROM whom)
"""


def grant(connection: BaseDatabaseWrapper) -> None:
    """Give the application exactly its rights, if its role is there, and take any other."""
    if not is_made(connection):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _changes(connection):
            cursor.execute(statement)
        cursor.execute(QUESTIONS)


def _changes(connection: BaseDatabaseWrapper) -> Iterator[str]:
    wanted = rights(set(connection.introspection.table_names()))
    there = granted(connection)
    for table, right in sorted(there - wanted):
        yield f'REVOKE {right} ON "{table}" FROM PUBLIC, {APPLICATION}'
    for table, right in sorted(wanted - there):
        yield f'GRANT {right} ON "{table}" TO {APPLICATION}'


QUESTIONS = f"""
DO $$ DECLARE asked record; BEGIN
    FOR asked IN
        SELECT oid::regprocedure AS name, provolatile = 's' AS is_question FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
          AND prosecdef AND prorettype <> 'trigger'::regtype
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', asked.name);
        IF asked.is_question THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {APPLICATION}', asked.name);
        END IF;
    END LOOP;
END $$
"""
"""What runs as the owner may be called by the application if it only asks, and by nobody else."""


def differences(connection: BaseDatabaseWrapper) -> list[Right]:
    """The application's rights that are missing or too many, if its role is there."""
    if not is_made(connection):
        return []
    return sorted(rights(set(connection.introspection.table_names())) ^ granted(connection))


def is_made(connection: BaseDatabaseWrapper) -> bool:
    """Whether the application's role exists on this server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION])
        return cursor.fetchone() is not None


def make(connection: BaseDatabaseWrapper) -> None:
    """Make the application's role, unless it is there, and give it its rights."""
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
    grant(connection)


MAKE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APPLICATION}') THEN
        CREATE ROLE {APPLICATION} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {APPLICATION}
"""


def goes_past_row_security(connection: BaseDatabaseWrapper) -> bool:
    """Whether row security does not bind whoever is connected."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def is_unbound(connection: BaseDatabaseWrapper) -> bool:
    """Whether whoever is connected goes past row security, or owns a table and could."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "AND relkind = 'r' AND pg_has_role(relowner, 'MEMBER'))"
        )
        return bool(cursor.fetchone()[0]) or goes_past_row_security(connection)
