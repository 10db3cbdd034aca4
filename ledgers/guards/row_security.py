"""
Row security on PostgreSQL: whoever has not opened a book sees and writes no row of any.

Forced, so that it binds the tables' owner as well, and only a superuser or a role with BYPASSRLS
goes past it. The owner alone may also read the few tables in which a book is looked up, for the
functions that do so run as the owner.
"""

from collections.abc import Iterator

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from ledgers.guards.tables import FOUND_FIRST, tenant_models

THIS_BOOK = "(book_id = (NULLIF(current_setting('app.book'::text, true), ''::text))::uuid)"
"""As PostgreSQL writes it back. Once set, the setting is '' and not NULL when it is over."""


def guards_of(model: type[models.Model]) -> dict[str, str]:
    """What guards one table: each guard's name and the statements that install it."""
    table = model._meta.db_table
    guards = {
        f"row_security_{table}": f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, '
        "FORCE ROW LEVEL SECURITY;"
        f'DROP POLICY IF EXISTS in_this_book ON "{table}";'
        f'CREATE POLICY in_this_book ON "{table}" USING {THIS_BOOK} WITH CHECK {THIS_BOOK}'
    }
    if model._meta.label in FOUND_FIRST:
        guards[f"found_first_{table}"] = (
            f'DROP POLICY IF EXISTS found_first ON "{table}";'
            f'CREATE POLICY found_first ON "{table}" FOR SELECT TO CURRENT_USER USING (true)'
        )
    return guards


def present(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """The name of each guard that stands exactly as it should."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT, [THIS_BOOK, THIS_BOOK])
        yield from (name for (name,) in cursor.fetchall())


PRESENT = """
SELECT 'row_security_' || c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polname = 'in_this_book'
  AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'
  AND pg_get_expr(p.polqual, c.oid) = %s AND pg_get_expr(p.polwithcheck, c.oid) = %s
UNION ALL
SELECT 'found_first_' || c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
WHERE p.polname = 'found_first' AND p.polcmd = 'r' AND p.polroles = ARRAY[c.relowner]
"""


def force(connection: BaseDatabaseWrapper, *, forced: bool) -> None:
    """
    Bind the owner too, or let a migration of the owner's reach the rows of every book.

    The application is bound at any time: it owns nothing.
    """
    words = "FORCE" if forced else "NO FORCE"
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in tenant_models():
            if model._meta.db_table in tables:
                cursor.execute(f'ALTER TABLE "{model._meta.db_table}" {words} ROW LEVEL SECURITY')
