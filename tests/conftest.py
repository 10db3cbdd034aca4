"""The tests' own doors: which database, a settled clock, and a runner that may empty tables."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as chance

from ledgers import guards
from ledgers.guards import roles
from ledgers.selectors import find_discrepancies
from tests import service
from tests.factories import World, make_world

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)

chance.register_profile("unhurried", deadline=None)  # a busy machine is not a wrong answer
chance.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.addoption("--browser", action="store_true", help="run the tests that drive Chromium")


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    if config.getoption("--browser"):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
            "true"  # Playwright's loop runs in the test's thread
        )
    wanted = config.getoption("--database")
    vendor = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    if {"postgresql": "postgres", "sqlite3": "sqlite"}[vendor] != wanted:
        raise pytest.UsageError(
            f"--database {wanted}, but the settings have {vendor}: set DATABASE_URL accordingly."
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, by name and number, what this lane is not for."""
    left_out = {
        "browser": not config.getoption("--browser"),
        "postgres": config.getoption("--database") != "postgres",
        "sqlite": config.getoption("--database") != "sqlite",
        "either": config.getoption("--database") != "sqlite",
    }
    leaving = [
        i for i in items if any(left_out[m.name] for m in i.iter_markers() if m.name in left_out)
    ]
    config.hook.pytest_deselected(items=leaving)
    items[:] = [item for item in items if item not in leaving]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite's tests in a file, as it is served: in memory nothing is concurrent."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """On PostgreSQL whatever comes in by a door runs as the application's role."""
    if connection.vendor != "postgresql":
        yield
        return
    with django_db_blocker.unblock():
        roles.make(connection)
    with pytest.MonkeyPatch.context() as patch:
        service.enter(patch)
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """A council on an ordinary morning. Afterwards its books are proved."""
    made = make_world()
    yield made
    assert list(find_discrepancies()) == []


@contextmanager
def guards_down() -> Iterator[None]:
    """Let a test change what the ledger's guards would refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
    try:
        yield
    finally:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = DEFAULT")
        else:
            guards.raise_again("default")


STAYING = ("django_migrations", "django_content_type", "auth_permission", "sqlite_sequence")
"""Tables that migrations fill, and no test."""


def _empty_tables(_: Any) -> None:
    """Empty what a test filled. The runner's own way installs every guard anew, a second each."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # no guard and no key asks
            for table in _filled(cursor):
                cursor.execute(f'DELETE FROM "{table}"')
            cursor.execute("SET session_replication_role = DEFAULT")
    else:
        with connection.constraint_checks_disabled(), connection.cursor() as cursor:
            for table in _filled(cursor):
                with _without_triggers(cursor, table):
                    cursor.execute(f'DELETE FROM "{table}"')


def _filled(cursor: Any) -> list[str]:
    tables = [t for t in connection.introspection.table_names(cursor) if t not in STAYING]
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables)
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]


@contextmanager
def _without_triggers(cursor: Any, table: str) -> Iterator[None]:
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    triggers = cursor.execute(asked, [table]).fetchall()
    for name, _ in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, statement in triggers:
        cursor.execute(statement)


TransactionTestCase._fixture_teardown = _empty_tables  # type: ignore[attr-defined]
