"""What proofs are made with: their result, and a database of their own."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

from ledgers import guards
from ledgers.guards import roles

TEMPLATE = "PROOFS_TEMPLATE"
"""The variable that names a migrated database to copy."""

OWNER = "wherewithal_scratch"
"""Whose the tables of a scratch database are while it is used as the application uses them."""

QUICK: ContextVar[bool] = ContextVar("QUICK", default=False)
"""Whether proofs are to be short: a part of what they do otherwise."""


@dataclass(frozen=True)
class Proof:
    """Whether a promise held, its one line for people, and its figures for machines."""

    holds: bool
    line: str
    figures: dict[str, Any] = field(default_factory=dict)


@contextmanager
def scratch_database(*, template: str = "", keep: bool = False) -> Iterator[str]:
    """
    A new, migrated PostgreSQL database on the server of DATABASE_URL, dropped afterwards.

    Nothing binds whoever DATABASE_URL names, until `as_application`.

    Migrating takes its time: where the environment names a migrated one, that is copied.

    :param template: another that is copied instead, with all that is in it
    :param keep: whoever asks drops it themselves
    """
    name = f"prove_{secrets.token_hex(6)}"
    template = template or os.environ.get(TEMPLATE, "")
    shared = connections.settings["default"]
    before = shared["NAME"]
    connections.close_all()
    _on_server("CREATE DATABASE {} TEMPLATE {}", name, template or "template1")
    _turn_to(name)
    finished = False
    try:
        if not template:
            call_command("migrate", verbosity=0)
        yield name
        finished = True
    finally:
        _turn_to(before)
        if not (keep and finished):
            drop_database(name)


def drop_database(name: str) -> None:
    """Drop a scratch database that was kept, whoever is in it."""
    _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def as_application() -> Iterator[None]:
    """
    Be in a scratch database what the service is: bound by row security, the owner of nothing.

    Every new connection of this process, and of what it forks, acts as the application's role.
    The tables go to an ordinary owner, as whom the ledger posts and whom row security binds as
    well; so from here on nothing is posted outside of a door, also not afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER)
    roles.make(connection)
    with acting_as(OWNER):
        guards.raise_again(connection.alias)
    with acting_as(roles.APPLICATION):
        yield


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Let every new connection to PostgreSQL act as this role from its first moment."""
    options = connections.settings["default"].setdefault("OPTIONS", {})
    before = dict(options)
    connections.close_all()
    options["options"] = f"-c role={role}"
    try:
        yield
    finally:
        connections.close_all()
        options.clear()
        options.update(before)


def _turn_to(name: str) -> None:
    connections.close_all()
    connections.settings["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


HAND_OVER = f"""
DO $$ DECLARE one record; BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{OWNER}') THEN
        CREATE ROLE {OWNER} NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT format('TABLE %s', oid::regclass) AS thing FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        UNION ALL SELECT format('FUNCTION %s', oid::regprocedure) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER %s OWNER TO {OWNER}', one.thing);
    END LOOP;
    EXECUTE format('ALTER DATABASE %I OWNER TO {OWNER}', current_database());
END $$;
ALTER SCHEMA public OWNER TO {OWNER}
"""
"""Make the ordinary owner, and let every table and function be theirs."""


def _on_server(statement: str, *names: str) -> None:
    with onlooker("postgres") as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def onlooker(name: str) -> psycopg.Connection:
    """A connection beside Django's to a database of this server, as whoever DATABASE_URL names."""
    params = connection.get_connection_params()
    for known_to_django_alone in ("cursor_factory", "context", "prepare_threshold", "options"):
        params.pop(known_to_django_alone, None)
    return psycopg.connect(**{**params, "dbname": name}, autocommit=True)
