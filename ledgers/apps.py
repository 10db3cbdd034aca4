"""The floor that remembers."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """Books, accounts, transfers and holds."""

    name = "ledgers"

    def ready(self) -> None:
        """Register the checks that count the database's guards."""
        from ledgers import checks as _checks  # noqa: F401  registers itself
        from ledgers import lookups as _lookups  # noqa: F401  registers itself
