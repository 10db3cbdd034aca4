"""What proofs are made with: their result, a database of their own, a server, a visitor."""

import json
import multiprocessing
import os
import secrets
import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connection, connections
from psycopg import sql

from ledgers import guards
from ledgers.guards import roles

TEMPLATE = "PROOFS_TEMPLATE"
"""The variable that names a migrated database to copy."""

CONNECTIONS_EACH = 16
"""How many connections to the database one process of a server shares out among its threads."""

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


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing about each request."""


class _Server(ThreadedWSGIServer):
    request_queue_size = 256


@contextmanager
def live_server() -> Iterator[int]:
    """The whole site in threads of this process; gives the port on 127.0.0.1."""
    server = _Server(("127.0.0.1", 0), _Silent)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        socketserver.TCPServer.server_close(server)


@contextmanager
def forked_server(processes: int) -> Iterator[int]:
    """
    The whole site in several processes, each with threads; gives the port on 127.0.0.1.

    What settings are overridden and what is patched before it starts is so in all of them.
    """
    server = _Server(("127.0.0.1", 0), _Silent)
    server.set_app(WSGIHandler())
    server.socket.settimeout(0)  # another process may have been faster
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    several = [fork.Process(target=_serve, args=(server,)) for _ in range(processes)]
    for one in several:
        one.start()
    try:
        yield int(server.server_address[1])
    finally:
        for one in several:
            one.kill()
        for one in several:
            one.join()
        socketserver.TCPServer.server_close(server)


def _serve(server: _Server) -> None:
    """Serve until killed; threads share a few connections, however many they are."""
    shared = connections.settings["default"]
    pool = {"min_size": 1, "max_size": CONNECTIONS_EACH, "timeout": 60}
    shared |= {"CONN_MAX_AGE": 0, "OPTIONS": {**shared["OPTIONS"], "pool": pool}}
    server.serve_forever()


class Caller:
    """Somebody who sends JSON over one connection that stays open."""

    def __init__(self, port: int) -> None:
        self.line = HTTPConnection("127.0.0.1", port, timeout=60)

    def post(
        self, path: str, *, headers: Mapping[str, str] | None = None, **body: Any
    ) -> tuple[int, Any]:
        """Send a body as JSON: the status of the answer, and what it says."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        answer, said = self.ask("POST", path, json.dumps(body).encode(), sent)
        is_json = answer.headers.get("Content-Type", "").endswith("json")
        return answer.status, json.loads(said) if is_json else said.decode()

    def ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[HTTPResponse, bytes]:
        """Send anything: the answer, and its body."""
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        return answer, answer.read()

    def close(self) -> None:
        """Hang up."""
        self.line.close()


class Visitor:
    """
    A browser without a screen: it keeps its cookies and follows nothing.

    :param source: the loopback address that it comes from, so that it counts as a client of its own
    """

    def __init__(self, port: int, *, source: str = "127.0.0.1", cookies: str = "") -> None:
        self.port = port
        self.source = source
        self.cookies: SimpleCookie = SimpleCookie(cookies)

    def get(self, path: str) -> tuple[HTTPResponse, str]:
        """Open a page: its answer and its body."""
        return self._send("GET", path)

    def post(self, path: str, **typed: str) -> tuple[HTTPResponse, str]:
        """Send a form, with the token that keeps out forms from elsewhere."""
        token = self.cookies["csrftoken"].value
        return self._send("POST", path, urlencode({"csrfmiddlewaretoken": token, **typed}))

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[HTTPResponse, str]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(self.source, 0))
        cookies = "; ".join(f"{name}={held.value}" for name, held in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        line.request(method, path, body, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        line.close()
        return answer, text
