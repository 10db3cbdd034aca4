"""The floor that remembers: installs its triggers after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgersConfig(AppConfig):
    """Books, accounts, transfers and holds."""

    name = "ledgers"

    def ready(self) -> None:
        """Install guards when tables are there; register the checks that count them."""
        from ledgers import checks as _checks  # noqa: F401  registers itself

        post_migrate.connect(install_guards, dispatch_uid="ledgers.guards")


def install_guards(sender: AppConfig, using: str, **_: Any) -> None:
    """Put the triggers back, for a migration on SQLite drops them without a word."""
    from ledgers import guards

    guards.install_triggers(using, sender)
    guards.install_tenancy(using, sender)
