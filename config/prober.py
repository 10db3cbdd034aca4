"""Somebody who uses accounts while a pay run is under way, and notes how long they had to wait."""

import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import OperationalError, connection

from ledgers import services as ledgers
from ledgers.doors import acting_for
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, About, AccountKind, Posting, Purpose, TransferKind, Viewer

EVERY: Final = 0.05
LONGEST_MS: Final = 200


@contextmanager
def accounts_in_use(book_id: UUID, budget_id: UUID) -> Iterator[dict[str, Any]]:
    """
    Post a penny on a budget, and one on funding and clearing, twenty times a second meanwhile.

    PostgreSQL itself ends a wait for a lock after 200 ms, and that is counted. Afterwards the
    figures are in what this gives: the longest time one posting took, and how many such waits.
    """
    context = multiprocessing.get_context("fork")
    stop, told = context.Event(), context.SimpleQueue()
    connection.close()
    process = context.Process(target=_use, args=(book_id, budget_id, stop, told), daemon=True)
    process.start()
    figures: dict[str, Any] = {}
    try:
        yield figures
    finally:
        stop.set()
        figures |= told.get()
        process.join()


def _use(book_id: UUID, budget_id: UUID, stop: Any, told: Any) -> None:
    funding = get_shared(book_id, AccountKind.COUNCIL_FUNDING).id
    spending = get_shared(book_id, AccountKind.SPENDING, Purpose.OTHER).id
    clearing = get_shared(book_id, AccountKind.CLEARING, "practice").id
    ways = [
        [(funding, budget_id)],
        [(budget_id, spending)],
        [(funding, clearing), (clearing, funding)],  # what stays in clearing would be a finding
    ]
    took: list[float] = []
    too_long = 0
    while not stop.wait(EVERY):
        for way in ways:
            start = perf_counter()
            too_long += not _post(book_id, way)
            took.append(perf_counter() - start)
    took.sort()
    told.put(
        {
            "waits_over_200_ms": too_long,
            "longest_wait_ms": round(took[-1] * 1_000) if took else None,
            "median_wait_ms": round(took[len(took) // 2] * 1_000, 1) if took else None,
            "postings_meanwhile": len(took),
        }
    )
    connection.close()


def _post(book_id: UUID, way: Sequence[tuple[UUID, UUID]]) -> bool:
    """False when a lock was waited for too long, so that nothing is posted."""
    now = datetime.now(UTC)
    try:
        with acting_for(Viewer(SCHEDULER, book_id, frozenset(), now)):
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {LONGEST_MS}")
            for debit, credit in way:
                ledgers.post(_penny(book_id, debit, credit, now))
    except OperationalError:
        return False
    return True


def _penny(book_id: UUID, debit: UUID, credit: UUID, now: datetime) -> Posting:
    return Posting(
        book_id=book_id,
        debit_id=debit,
        credit_id=credit,
        pence=1,
        key=uuid4(),
        kind=TransferKind.MISTAKE_REVERSED,
        about=About("bench", debit),
        posted_by=SCHEDULER,
        occurred_on=now.date(),
        posted_at=now,
    )
