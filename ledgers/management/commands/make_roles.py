"""Makes the roles of PostgreSQL, once and again: who owns the tables, and who only uses them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from ledgers.guards import roles


class Command(BaseCommand):
    """Let the user of DATABASE_URL use what the user of MIGRATE_DATABASE_URL owns, and no more."""

    help = __doc__ or ""

    def handle(self, **_: Any) -> None:
        """Make the role that has the rights, and the one that logs in and has no others."""
        if "owner" not in settings.DATABASES:
            raise CommandError(
                "Set MIGRATE_DATABASE_URL to the owner of the database. See docs/operating.md."
            )
        owner, user = connections["owner"], settings.DATABASES["default"]
        if user["USER"] == settings.DATABASES["owner"]["USER"]:
            raise CommandError("DATABASE_URL must name another user than MIGRATE_DATABASE_URL.")
        roles.make(owner)
        _let_in(owner, user["USER"], user["PASSWORD"])
        self.stdout.write(f"{user['USER']} may do what the service does, and owns nothing.")


def _let_in(owner: BaseDatabaseWrapper, name: str, password: str) -> None:
    user = sql.Identifier(name)
    with owner.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        verb = sql.SQL("CREATE" if cursor.fetchone() is None else "ALTER")
        cursor.execute(
            sql.SQL("{} ROLE {} LOGIN NOCREATEDB NOCREATEROLE INHERIT PASSWORD {}").format(
                verb, user, sql.Literal(password or None)
            )
        )
        cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(roles.APPLICATION), user))
