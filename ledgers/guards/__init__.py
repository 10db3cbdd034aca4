"""
What the database itself refuses, installed on either engine.

The triggers of each app's `sql/`; for every foreign key between two tables of a book a guard that
both rows are in the same one; on PostgreSQL row security on every table of a book, and the rights
of the application's role. All are derived anew after each migration and counted by a system check.
"""

from ledgers.guards.installing import find_missing, find_wrong_rights, lower, raise_again
from ledgers.guards.tables import (
    GLOBAL_TABLES,
    OURS,
    TenantKey,
    tenant_keys,
    tenant_models,
)

__all__ = [
    "GLOBAL_TABLES",
    "OURS",
    "TenantKey",
    "find_missing",
    "find_wrong_rights",
    "lower",
    "raise_again",
    "tenant_keys",
    "tenant_models",
]
