"""The practice bank's counter: JSON over HTTP, on this machine alone."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from payments.outside.rails.practice.bank import KeyClash, Mishap, PracticeBank

HERE: Final = "127.0.0.1"
LARGEST_BYTES: Final = 10_000
ORDER: Final = ("our_id", "pence", "sort_code", "account_number", "account_name")
SAID: Final = {
    Mishap.BUSY: HTTPStatus.TOO_MANY_REQUESTS,
    Mishap.BROKEN: HTTPStatus.INTERNAL_SERVER_ERROR,
    Mishap.CONFLICT: HTTPStatus.CONFLICT,
}


class Counter(BaseHTTPRequestHandler):
    """Takes orders and questions, one connection at a time."""

    bank: PracticeBank
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer on a line kept open waits 40 ms for the ACK
    timeout = 30
    wbufsize = -1  # an answer leaves in one piece; two would each wait for the other's receipt

    def do_POST(self) -> None:
        """Take an order to pay, unless something goes wrong before, or after."""
        length = int(self.headers.get("Content-Length") or 0)
        order = self._read(self.rfile.read(min(length, LARGEST_BYTES)))
        key = self.headers.get("Idempotency-Key", "")
        if urlsplit(self.path).path != "/payments" or order is None or not key:
            self._say(HTTPStatus.BAD_REQUEST, {"error": "This is not an order to pay."})
            return
        mishap = self.bank.goes_wrong(key, order["account_number"])
        if mishap in SAID:
            self._say(SAID[mishap], {"error": mishap})
        elif mishap is Mishap.LOST_BEFORE:
            self.close_connection = True
        else:
            self._pay(key, order, mishap)

    def _pay(self, key: str, order: dict[str, Any], mishap: Mishap | None) -> None:
        try:
            payment = self.bank.pay(key, order)
        except KeyClash:
            self._say(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": "key_reused"})
            return
        if mishap is Mishap.DROPPED_AFTER:
            self.close_connection = True
        elif mishap is Mishap.SILENT_AFTER:
            self.rfile.read(1)  # until the customer hangs up
            self.close_connection = True
        elif mishap is Mishap.NONSENSE:
            self._say(HTTPStatus.OK, {"thank": "you"})
        else:
            self._say(HTTPStatus.OK, payment.shown())

    def do_GET(self) -> None:
        """Answer what became of payments: all, one by the customer's id, or what came back."""
        asked = urlsplit(self.path)
        our_id = parse_qs(asked.query).get("our_id", [None])[0]
        if asked.path == "/payments":
            found = self.bank.list_payments(our_id)
        elif asked.path == "/returned":
            found = self.bank.list_returned()
        else:
            self._say(HTTPStatus.NOT_FOUND, {"error": "There is nothing here."})
            return
        self._say(HTTPStatus.OK, {"payments": [payment.shown() for payment in found]})

    def _read(self, data: bytes) -> dict[str, Any] | None:
        try:
            order = json.loads(data)
        except ValueError:
            return None
        is_order = isinstance(order, dict) and sorted(order) == sorted(ORDER)
        return order if is_order and isinstance(order["account_number"], str) else None

    def _say(self, status: HTTPStatus, words: dict[str, Any]) -> None:
        body = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


class BankServer(ThreadingHTTPServer):
    """One practice bank behind one counter; queues a day's rush."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, bank: PracticeBank, port: int = 0) -> None:
        counter = type("OurCounter", (Counter,), {"bank": bank})
        super().__init__((HERE, port), counter)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Customers hang up and die; what else goes wrong is said."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://{HERE}:{self.server_port}"


@contextmanager
def practice_bank(bank: PracticeBank | None = None, *, port: int = 0) -> Iterator[str]:
    """Open a practice bank in this process, on any free port, and close it afterwards."""
    server = BankServer(bank or PracticeBank(), port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
