"""
For every foreign key between two tables of a book, a guard that both rows are in the same one.

A composite FOREIGN KEY on PostgreSQL; on SQLite triggers, also that the row pointed at stays.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from ledgers.guards.tables import TenantKey


def guards_of(connection: BaseDatabaseWrapper, key: TenantKey) -> dict[str, str]:
    """What guards one key: each guard's name and the statement that installs it."""
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
