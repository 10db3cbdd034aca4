"""
Calls of one round: each made outside any transaction, several at once, over lines kept open.

Nothing of the database is touched in here.
"""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final
from uuid import UUID

from cryptography.fernet import InvalidToken

from payments.outside.encryption import unseal
from payments.outside.errors import CallRefused, TryAgain
from payments.outside.pace import Turns
from payments.outside.rails import Gateway, gateway_for
from payments.outside.values import Answered, Rail

CALLS_AT_ONCE: Final = 8
KEYS_LAST: Final = timedelta(hours=12)
"""A rail may forget keys after a day, so what is older than this is looked up first."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A call that is this worker's to make, as it was when it was leased."""

    id: UUID
    key: UUID
    kind: str
    rail: str
    body: bytes
    pence: int | None
    attempts: int
    written_at: datetime

    def is_late(self, now: datetime) -> bool:
        """Whether it was tried so long ago that the rail may have forgotten its key."""
        return self.attempts > 1 and now - self.written_at > KEYS_LAST


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one call ended: with an answer, or with a trouble that may or may not pass."""

    answer: Answered | None = None
    trouble: str = ""
    may_pass: bool = True


class Callers:
    """Some hands that call, and the rails' gateways, opened when they are first needed."""

    def __init__(self, hands: ThreadPoolExecutor) -> None:
        self._hands = hands
        self._gateways: dict[str, Gateway] = {}
        self._opening = Lock()

    def call_all(
        self, items: Sequence[Leased], turns: Sequence[tuple[Turns, int]], now: datetime
    ) -> "list[Future[Outcome]]":
        """Begin to make these calls, each when its turn comes; each ends as it will have ended."""
        return [
            self._hands.submit(self._call, item, turn, now)
            for item, turn in zip(items, turns, strict=True)
        ]

    def _call(self, item: Leased, turn: tuple[Turns, int], now: datetime) -> Outcome:
        booked, place = turn
        booked.wait_for(place)
        try:
            gateway = self._gateway(item.rail)
            found = gateway.look_up(key=item.key) if item.is_late(now) else None
            return Outcome(found or gateway.call(key=item.key, kind=item.kind, body=_body(item)))
        except InvalidToken:
            return Outcome(trouble="It was sealed with a key that is not in FIELD_KEYS.")
        except TryAgain as trouble:
            return Outcome(trouble=str(trouble))
        except CallRefused as trouble:
            return Outcome(trouble=str(trouble), may_pass=False)

    def _gateway(self, rail: str) -> Gateway:
        with self._opening:
            if rail not in self._gateways:
                self._gateways[rail] = gateway_for(Rail(rail))
            return self._gateways[rail]

    def close(self) -> None:
        """Hang up."""
        for gateway in self._gateways.values():
            gateway.close()


@contextmanager
def callers() -> Iterator[Callers]:
    """Hands and lines for one round; when it is over, all calls have ended and lines are closed."""
    with ThreadPoolExecutor(CALLS_AT_ONCE) as hands:
        made = Callers(hands)
        try:
            yield made
        finally:
            hands.shutdown()
            made.close()


def _body(item: Leased) -> dict[str, Any]:
    """What is sent: who and where, opened only now, and how much."""
    opened: dict[str, Any] = json.loads(unseal(item.body))
    return opened if item.pence is None else opened | {"pence": item.pence}
