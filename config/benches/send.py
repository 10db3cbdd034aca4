"""
The run sent to the rail, by two workers, with the rail and the database on the same two cores.

First 3,000 at the rail's own limit of 25 calls a second, by a bank that says no to any more; then
117,000 without a limit. Goal: within 2 % of the limit and not one no, then 300 calls a second, each
answered and applied.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic, perf_counter, sleep
from typing import Any, Final

from django.db import connection
from django.test import override_settings
from django.utils import timezone

from config.benching import Measured
from config.england import ENGLAND, England, england
from config.proving import QUICK
from config.running import acting, approve, calculate, send_step
from ledgers.selectors import find_discrepancies, get_shared
from ledgers.values import AccountKind
from payments.outside.models import OutboxItem
from payments.outside.polling import make_calls
from payments.outside.rails.practice.bank import Mishap, PracticeBank
from payments.outside.rails.practice.server import practice_bank
from payments.outside.values import OutboxState
from payments.payouts.models import Payment
from payments.payouts.tasks import apply_answers
from payments.payouts.values import PaymentState

A_FEW: Final = 5_000
LIMIT: Final = 25
SHEETS: Final = 3
STEP: Final = 1_000
WORKERS: Final = 2
LEAST_A_SECOND: Final = 300
MOST_OFF: Final = 0.02


def run(seed: int) -> Measured:  # noqa: ARG001  nothing here is left to chance
    """Queue some and send them at the limit, then queue all the rest and send them."""
    sheets, count = (1, A_FEW) if QUICK.get() else (SHEETS, ENGLAND)
    with england(budgets=count + sheets * STEP, paid=0) as there:
        calculate(there)
        approve(there)
        paced = _paced(there, sheets)
        while send_step(there):
            pass
        figures = paced | _unlimited(there, count)
        figures["wrong"] = len(list(find_discrepancies())) + _unpaid(there)
    return _judge(count, figures)


def _judge(count: int, figures: dict[str, Any]) -> Measured:
    holds = (
        abs(figures["off_the_limit"]) <= MOST_OFF
        and not figures["refused"]
        and figures["calls_a_second"] >= LEAST_A_SECOND
        and not figures["wrong"]
    )
    line = (
        f"{figures['paced']:,} at {LIMIT} a second took {figures['off_the_limit']:+.1%} more or "
        f"less than that takes, {figures['refused']} refused; {count:,} without a limit: "
        f"{figures['calls_a_second']:.0f} calls/s made, answered and applied; "
        f"{figures['wrong']} wrong"
    )
    return Measured(holds, line, figures)


def _paced(there: England, sheets: int) -> dict[str, Any]:
    for _ in range(sheets):
        send_step(there)
    count = OutboxItem.objects.count()
    with (
        a_bank(LimitedBank(LIMIT)) as (bank, tell),
        override_settings(PRACTICE_BANK_URL=bank, RAIL_CALLS_A_SECOND={"practice": LIMIT}),
    ):
        _drain(there)
        took, refused = tell()
    must = (count - 1) / LIMIT
    return {"paced": count, "off_the_limit": round(took / must - 1, 4), "refused": refused}


def _unlimited(there: England, count: int) -> dict[str, Any]:
    with (
        a_bank(LimitedBank(0)) as (bank, _),
        override_settings(PRACTICE_BANK_URL=bank, RAIL_CALLS_A_SECOND={}),
    ):
        seconds = _drain(there)
    return {"seconds": round(seconds, 1), "calls_a_second": round(count / seconds, 1)}


def _unpaid(there: England) -> int:
    clearing = get_shared(there.book_id, AccountKind.CLEARING, "practice").balance_pence
    return Payment.objects.exclude(state=PaymentState.PAID).count() + abs(clearing)


def _drain(there: England) -> float:
    """Have two workers call and apply until all is paid; how many seconds it took."""
    context = multiprocessing.get_context("fork")
    connection.close()

    start = perf_counter()
    workers = [context.Process(target=_work, args=(there,)) for _ in range(WORKERS)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    if any(one.exitcode for one in workers):
        raise RuntimeError("A worker of the benchmark failed; its words are above.")
    return perf_counter() - start


def _work(there: England) -> None:
    while _is_left():
        done = make_calls(acting(there), clock=timezone.now)  # noqa: TID251  a door
        done += apply_answers(clock=timezone.now)  # noqa: TID251
        if not done:
            sleep(0.02)


def _is_left() -> bool:
    waits = OutboxItem.objects.filter(state__in=[OutboxState.WAITING, OutboxState.LEASED])
    unread = OutboxItem.objects.filter(state=OutboxState.ANSWERED, applied_at=None)
    return waits.exists() or unread.exists()


class LimitedBank(PracticeBank):
    """
    A bank that takes so many calls a second and answers 429 to the others; with 0 it takes all.

    As banks do, it counts what is left of a second's worth, which grows again as time goes by.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(mishap=self._count)
        self._limit, self._left = limit, float(limit)
        self._counting = Lock()
        self.refused = 0
        self.first_at = self.last_at = 0.0

    def _count(self, _: str) -> Mishap | None:
        with self._counting:
            now = monotonic()
            self.first_at = self.first_at or now
            grown = (now - (self.last_at or now)) * self._limit
            self.last_at, self._left = now, min(self._left + grown, self._limit) - 1
            if self._limit and self._left < 0:
                self._left += 1
                self.refused += 1
                return Mishap.BUSY
            return None


@contextmanager
def a_bank(bank: LimitedBank) -> Iterator[tuple[str, Callable[[], tuple[float, int]]]]:
    """A bank as a process of its own: where it is, and how to ask how long it was called."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    connection.close()

    def serve() -> None:
        with practice_bank(bank) as address:
            theirs.send(address)
            while theirs.recv():
                theirs.send((bank.last_at - bank.first_at, bank.refused))

    def tell() -> tuple[float, int]:
        ours.send("how long?")
        took, refused = ours.recv()
        return took, refused

    process = context.Process(target=serve, daemon=True)
    process.start()
    try:
        yield ours.recv(), tell
    finally:
        ours.send("")
        process.join()
