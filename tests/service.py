"""
On PostgreSQL what comes in by a door runs as the service does: as a role that owns nothing.

A test arranges and looks as the owner, whom row security does not bind. A request, a command and
whatever is done inside a door are the application's role, and see the book of that door alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management.base import BaseCommand
from django.db import connection
from django.test.client import ClientHandler

from ledgers import doors
from ledgers.guards.roles import APPLICATION
from ledgers.values import Viewer

OF_THE_OWNER = ("migrate", "make_roles", "verify_ledger", "practice_bank", "demo", "prove", "bench")
"""Commands of ours that are the owner's, need no database, or prepare a world of their own."""


@contextmanager
def as_application() -> Iterator[None]:
    """Be the application's role, in this transaction or on this connection, then what it was."""
    local = "LOCAL " if connection.in_atomic_block else ""
    before = _run("SELECT current_setting('role')")
    _run(f"SET {local}ROLE {APPLICATION}")
    try:
        yield
    finally:
        if not connection.needs_rollback and connection.connection:
            _run(f"SET {local}ROLE {before}")


def _run(statement: str) -> Any:
    """Beside Django's own cursors, so that nobody's count of questions has these in it."""
    connection.ensure_connection()
    cursor = connection.connection.execute(statement)
    return cursor.fetchone()[0] if cursor.description else None


def enter(patch: pytest.MonkeyPatch) -> None:
    """Let every door of the service be the service's own from here on."""
    handle, execute, opened = ClientHandler.__call__, BaseCommand.execute, doors._transaction

    def request(self: ClientHandler, environ: Any) -> Any:
        with as_application():
            return handle(self, environ)

    def command(self: BaseCommand, *args: Any, **options: Any) -> Any:
        module = type(self).__module__
        if module.startswith("django") or module.rpartition(".")[2] in OF_THE_OWNER:
            return execute(self, *args, **options)
        with as_application():
            return execute(self, *args, **options)

    @contextmanager
    def transaction(viewer: Viewer, **how: bool) -> Iterator[None]:
        before = _run("SELECT current_setting('role')")
        with opened(viewer, **how):
            _run(f"SET LOCAL ROLE {APPLICATION}")
            yield
        if connection.in_atomic_block:  # a test's own transaction: what ends with ours, ends here
            _run(f"SET LOCAL ROLE {before}")
            _run("SELECT set_config('app.book', '', true)")

    patch.setattr(ClientHandler, "__call__", request)
    patch.setattr(BaseCommand, "execute", command)
    patch.setattr(doors, "_transaction", transaction)
