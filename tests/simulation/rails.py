"""The outside world, played: an instant rail and a bank that answers files, each with a memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from unittest.mock import patch
from uuid import UUID

from payments.outside import calling
from payments.outside.errors import CallRefused, TryAgain
from payments.outside.rails.practice.bank import KeyClash, Mishap, PracticeBank
from payments.outside.rails.practice.gateway import ORDER
from payments.outside.values import Answered
from payments.payouts.models import BankFile
from tests.payments.bank_files import a_report, a_transaction

FILE_OF_REPORT = b"BORSET-20260105-1"
DAY_OF_REPORT = b"2026-01-05"
BACK = "returned"


class InstantRail:
    """
    The practice bank without a line, so that whatever happens on a line can be decided.

    :ivar trouble: what goes wrong with every call until it is changed
    :ivar came_back: the keys of calls that were paid and came back
    """

    def __init__(self) -> None:
        self.bank = PracticeBank()
        self.trouble: Mishap | None = None
        self.came_back: set[UUID] = set()
        self.paid: dict[UUID, dict[str, Any]] = {}

    def call(self, *, key: UUID, kind: str, body: dict[str, Any]) -> Answered:
        assert kind == "payment"
        if self.trouble in (Mishap.LOST_BEFORE, Mishap.BUSY):
            raise TryAgain("Nobody is there.")
        order = {name: body[name] for name in ORDER} | {"our_id": str(key)}
        try:
            made = self.bank.pay(str(key), order)
        except KeyClash as error:
            raise CallRefused("The key came with another order.") from error
        self.paid.setdefault(key, order | {"state": made.state})
        if self.trouble:
            raise TryAgain("The line went dead.")
        return Answered(made.state, made.reason_code)

    def look_up(self, *, key: UUID) -> Answered | None:
        known = self.paid.get(key)
        return (
            Answered(known["state"], "AC01" if known["state"] == "failed" else "")
            if known
            else None
        )

    def close(self) -> None:
        """There is no line to hang up."""

    def stands(self, key: UUID) -> bool:
        """Whether money that this call paid is still where it went."""
        known = self.paid.get(key)
        return bool(known and known["state"] == "paid" and key not in self.came_back)

    @contextmanager
    def reached(self) -> Iterator[None]:
        """Be the rail that the outbox calls."""
        with patch.object(calling, "gateway_for", lambda _: self):
            yield


class FileBank:
    """
    A bank that takes files and answers them: what it did with each payment of each file.

    :ivar did: by message and payment, `paid`, `failed` or `returned`
    :ivar said: reports that were given, with their file, so that they can be given again
    """

    def __init__(self) -> None:
        self.did: dict[tuple[str, UUID], str] = {}
        self.said: list[bytes] = []

    def answer(self, file: BankFile, outcomes: dict[UUID, str], *, table: bool, on: date) -> bytes:
        """Decide about payments of a file, and say so in a report or a table."""
        for payment, outcome in outcomes.items():
            self.did[file.message_id, payment] = outcome
        if table or BACK in outcomes.values():
            rows = [f"{one},{out},AC04,{on.isoformat()}" for one, out in outcomes.items()]
            return "\r\n".join(["payment_id,outcome,reason,occurred_on", *rows, ""]).encode()
        report = a_report(*(_said(one, out) for one, out in outcomes.items()))
        report = report.replace(FILE_OF_REPORT, file.message_id.encode())
        report = report.replace(DAY_OF_REPORT, on.isoformat().encode())
        self.said.append(report)
        return report


def _said(payment: UUID, outcome: str) -> str:
    status, reason = ("ACSC", "") if outcome == "paid" else ("RJCT", "AC04")
    return a_transaction(payment, status, reason)
