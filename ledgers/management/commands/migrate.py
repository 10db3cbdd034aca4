"""Migrates as Django does, with the guards out of the way where they would be in it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.core.management.commands import migrate
from django.db import connections

from ledgers import guards


class Command(migrate.Command):
    """Bring the database up to date, and put every guard back whatever happens."""

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        """Ask nothing of the database: a missing guard is what migrating puts right."""
        return BaseCommand.get_check_kwargs(self, options)

    def handle(self, *args: Any, **options: Any) -> None:
        """Lower the guards where a table may be rebuilt, migrate, and raise them again."""
        if "owner" in settings.DATABASES:
            _be_the_owner()
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        guards.lower(options["database"])
        try:
            super().handle(*args, **options)
        finally:
            guards.raise_again(options["database"])


def _be_the_owner() -> None:
    """Connect as the tables' owner, and not beside us: migrations of libraries ask plainly."""
    connections["default"].close()
    connections["default"].settings_dict |= connections["owner"].settings_dict
