"""
What the practice bank keeps and decides.

An account number ending in 00 fails at once, with AC01. One ending in 99 is paid and comes back
later, with AC04. One ending in 98 is paid, but the line drops before the first answer. Any other
is paid.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import StrEnum
from threading import Lock
from time import monotonic
from typing import Any
from uuid import uuid4

FAILS, COMES_BACK, DROPS_ONCE = "00", "99", "98"


class Mishap(StrEnum):
    """What may go wrong on the way to a bank, for tests and proofs."""

    LOST_BEFORE = "lost_before"
    DROPPED_AFTER = "dropped_after"
    SILENT_AFTER = "silent_after"
    BUSY = "busy"
    BROKEN = "broken"
    CONFLICT = "conflict"
    NONSENSE = "nonsense"


class KeyClash(Exception):
    """The key came before with another body."""


@dataclass(frozen=True, slots=True)
class BankPayment:
    """
    One payment as the bank has it; `our_id` is what its customer calls it.

    :ivar made_at: seconds of this process's own clock
    """

    id: str
    our_id: str
    pence: int
    sort_code: str
    account_number: str
    account_name: str
    state: str
    reason_code: str
    made_at: float

    def shown(self) -> dict[str, Any]:
        """As it goes over the line."""
        return asdict(self)


def _usual(_: str) -> Mishap | None:
    return None


class PracticeBank:
    """
    A bank in memory. The same key and body are one payment, however often they come.

    :param mishap: asked at each order, with its key, what goes wrong with it
    :param back_after: how long money for an account that ends in 99 stays
    """

    def __init__(
        self,
        *,
        mishap: Callable[[str], Mishap | None] = _usual,
        back_after: timedelta = timedelta(seconds=30),
    ) -> None:
        self.mishap = mishap
        self.back_after = back_after
        self._lock = Lock()
        self._payments: list[BankPayment] = []
        self._by_our_id: dict[str, list[BankPayment]] = {}
        self._come_back: list[BankPayment] = []
        self._by_key: dict[str, BankPayment] = {}
        self._dropped: set[str] = set()

    def pay(self, key: str, order: dict[str, Any]) -> BankPayment:
        """
        Make a payment, or find the one that this key made.

        :raises KeyClash: the key came before with another body
        """
        with self._lock:
            payment = self._by_key.get(key)
            if payment is None:
                payment = self._by_key[key] = self._make(order)
            elif replace(payment, **order) != payment:
                raise KeyClash
            return payment

    def _make(self, order: dict[str, Any]) -> BankPayment:
        fails = str(order["account_number"]).endswith(FAILS)
        payment = BankPayment(
            id=str(uuid4()),
            state="failed" if fails else "paid",
            reason_code="AC01" if fails else "",
            made_at=monotonic(),
            **order,
        )
        self._payments.append(payment)
        self._by_our_id.setdefault(payment.our_id, []).append(payment)
        if payment.account_number.endswith(COMES_BACK):
            self._come_back.append(payment)
        return payment

    def goes_wrong(self, key: str, account_number: str) -> Mishap | None:
        """What goes wrong with this order, if anything."""
        if account_number.endswith(DROPS_ONCE) and key not in self._dropped:
            self._dropped.add(key)
            return Mishap.DROPPED_AFTER
        return self.mishap(key)

    def list_payments(self, our_id: str | None = None) -> list[BankPayment]:
        """Every payment, or those that the customer calls this."""
        with self._lock:
            return list(self._payments if our_id is None else self._by_our_id.get(our_id, ()))

    def count_payments(self) -> int:
        """How many payments it has made."""
        return len(self._payments)

    def list_returned(self) -> list[BankPayment]:
        """Payments that came back, because nobody had the account."""
        by = monotonic() - self.back_after.total_seconds()
        with self._lock:
            return [payment for payment in self._come_back if payment.made_at <= by]

    def forget_keys(self) -> None:
        """Forget every key, as a bank may after a day."""
        with self._lock:
            self._by_key.clear()
