"""Servers that proofs start, and who asks them: over one line, or as a browser would."""

import json
import multiprocessing
import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections

CONNECTIONS_EACH = 16
"""How many connections to the database one process of a server shares out among its threads."""


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
