"""The practice bank in our words. Nothing else here speaks HTTP."""

import json
from collections import deque
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from payments.outside.errors import CallRefused, TryAgain
from payments.outside.values import Answered

SECONDS: Final = 10
LONGEST_REASON: Final = 35
LARGEST_BYTES: Final = 64 * 1024 * 1024
MAY_PASS: Final = (HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT)
ORDER: Final = ("pence", "sort_code", "account_number", "account_name")


@dataclass(frozen=True)
class Returned:
    """A payment that came back: the key of its call, and the bank's reason."""

    key: UUID
    reason_code: str


@dataclass(frozen=True)
class PracticeGateway:
    """
    Speaks to the practice bank at one address of this machine, over lines that stay open.

    :ivar idle: lines on which nobody speaks now; one that broke is never put back
    """

    host: str
    port: int
    idle: deque[HTTPConnection] = field(default_factory=deque, compare=False)

    @classmethod
    def from_settings(cls) -> "PracticeGateway":
        """
        The bank of the settings.

        :raises TryAgain: this is no example, or the address is not on this machine
        """
        address = urlsplit(settings.PRACTICE_BANK_URL)
        if not settings.EXAMPLE:
            raise TryAgain("The practice bank is there for examples alone.")
        if not _is_here(address.hostname) or address.port is None or address.scheme != "http":
            raise TryAgain("The practice bank must be on this machine, like http://127.0.0.1:8900.")
        return cls(str(address.hostname), address.port)

    def call(self, *, key: UUID, kind: str, body: dict[str, Any]) -> Answered:
        """
        Ask the bank to pay, and say what became of it.

        :raises TryAgain: nobody knows whether it was paid
        :raises CallRefused: the bank will not take this order
        """
        if kind != "payment":
            raise CallRefused(f"The practice bank does not know what a {kind} is.")
        order = {name: body[name] for name in ORDER} | {"our_id": str(key)}
        return _outcome(self._ask("POST", "/payments", order, key), key)

    def look_up(self, *, key: UUID) -> Answered | None:
        """
        What became of an order made long ago, or nothing if it never arrived.

        :raises TryAgain: nobody knows
        """
        found = _list(self._ask("GET", f"/payments?our_id={key}"))
        return _outcome(found[0], key) if found else None

    def list_returned(self) -> list[Returned]:
        """
        Everything that ever came back.

        :raises TryAgain: nobody knows
        """
        try:
            rows = _list(self._ask("GET", "/returned"))
            return [Returned(UUID(row["our_id"]), row["reason_code"] or "AC04") for row in rows]
        except (KeyError, TypeError, ValueError) as error:
            raise TryAgain("The bank's list cannot be read.") from error

    def close(self) -> None:
        """Hang up every line."""
        while self.idle:
            self.idle.pop().close()

    def _ask(
        self, method: str, path: str, order: dict[str, Any] | None = None, key: UUID | None = None
    ) -> Any:
        headers = {"Content-Type": "application/json"} | (
            {"Idempotency-Key": str(key)} if key else {}
        )
        line = self._line()
        try:
            line.request(method, path, json.dumps(order) if order else None, headers)
            response = line.getresponse()
            status, data = response.status, response.read(LARGEST_BYTES)
        except (OSError, HTTPException) as error:
            line.close()
            raise TryAgain(f"No answer from the bank ({type(error).__name__}).") from error
        if response.isclosed():
            self.idle.append(line)
        else:  # there is more than we read
            line.close()
        return _understood(status, data)

    def _line(self) -> HTTPConnection:
        try:
            return self.idle.pop()
        except IndexError:
            return HTTPConnection(self.host, self.port, timeout=SECONDS)


def _is_here(host: str | None) -> bool:
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def _understood(status: int, data: bytes) -> Any:
    if status in MAY_PASS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise TryAgain(f"The bank said {status}.")
    if status != HTTPStatus.OK:
        raise CallRefused(f"The bank said {status}.")
    try:
        return json.loads(data)
    except ValueError as error:
        raise TryAgain("The bank's answer cannot be read.") from error


def _list(answer: Any) -> list[dict[str, Any]]:
    rows = answer.get("payments") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise TryAgain("The bank's answer is not a list of payments.")
    return rows


def _outcome(payment: Any, key: UUID) -> Answered:
    """What the bank says became of it; anything but a plain yes or no is no answer."""
    if not isinstance(payment, dict) or payment.get("our_id") != str(key):
        raise TryAgain("The bank's answer is about something else.")
    if payment.get("state") not in ("paid", "failed"):
        raise TryAgain("The bank's answer says neither paid nor failed.")
    return Answered(payment["state"], str(payment.get("reason_code") or "")[:LONGEST_REASON])
