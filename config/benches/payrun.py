"""
All of England's direct payments, 117,000, in one run: calculated, approved, posted and queued.

The steps are made by two processes, as two workers would. Meanwhile somebody posts on a budget, on
council funding and on the rail's clearing, like a card, and says how long each was kept waiting.
Beside it, batch by batch in turn with our own posting, a bare COPY fills a table with the same keys
and checks. Goal: 15 seconds in all, no wait for an account of 200 ms, twice the bare COPY's time.
"""

import multiprocessing
from collections.abc import Callable
from time import perf_counter
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection

from config.benching import Measured
from config.england import ENGLAND, England, england
from config.prober import accounts_in_use
from config.proving import QUICK
from config.running import acting, approve, calculate, send_step
from ledgers import services as ledgers
from ledgers.doors import acting_for
from ledgers.models import Account, Transfer
from ledgers.selectors import find_discrepancies, get_shared
from ledgers.services.posting_many import COLUMNS, MOST, as_row
from ledgers.values import SCHEDULER, About, AccountKind, Posting, TransferKind, uuid7
from payments.outside.models import OutboxItem

A_FEW: Final = 5_000
WORKERS: Final = 2
MOST_SECONDS: Final = 15
MOST_TIMES_BARE: Final = 2
BARE: Final = "bench_bare"
MEGABYTE: Final = 2**20


def run(seed: int) -> Measured:  # noqa: ARG001  nothing here is left to chance
    """Settle the country, pay it, then post as much again beside a bare COPY."""
    count = A_FEW if QUICK.get() else ENGLAND
    with england(budgets=count, paid=0) as there:
        figures = pay(there) | post_beside_bare_copy(there, count)
        figures["wrong"] = len(list(find_discrepancies()))
        figures["wrong"] += count - OutboxItem.objects.filter(attempts=0).count()
    return _judge(count, figures)


def _judge(count: int, figures: dict[str, Any]) -> Measured:
    holds = (
        figures["seconds"] <= MOST_SECONDS * count / ENGLAND
        and not figures["waits_over_200_ms"]
        and figures["times_bare_copy"] <= MOST_TIMES_BARE
        and not figures["wrong"]
    )
    line = (
        f"{count:,} payments in {figures['seconds']} s: {figures['calculate']} calculated, "
        f"{figures['approve']} approved, {figures['post_and_queue']} posted and queued; longest "
        f"wait for an account {figures['longest_wait_ms']} ms; {figures['postings_a_second']:,} "
        f"postings/s, {figures['times_bare_copy']} times as long as a bare COPY; "
        f"memory grew by {figures['grown_mb']} MB; {figures['wrong']} wrong"
    )
    return Measured(holds, line, figures)


def pay(there: England) -> dict[str, Any]:
    """Calculate the run of today, approve it and send it, with accounts in use meanwhile."""
    account = Account.objects.filter(kind=AccountKind.BUDGET).order_by("id")[0]
    with accounts_in_use(there.book_id, account.id) as waits:
        seconds = {"calculate": _timed(lambda: calculate(there))}
        seconds["approve"] = _timed(lambda: approve(there))
        start = perf_counter()
        grown = _send(there)
        seconds["post_and_queue"] = perf_counter() - start
    figures = {name: round(one, 1) for name, one in seconds.items()}
    whole = round(sum(seconds.values()), 1)
    return {**figures, "seconds": whole, "grown_mb": grown, **waits}


def _timed(do: Callable[[], None]) -> float:
    start = perf_counter()
    do()
    return perf_counter() - start


def _send(there: England) -> float:
    """Send by two processes; by how many megabytes the larger grew after its first steps."""
    context = multiprocessing.get_context("fork")
    grown = context.SimpleQueue()
    connection.close()

    def worker() -> None:
        sizes = []
        while send_step(there):
            sizes.append(_resident())
        grown.put(sizes[-1] - sizes[min(3, len(sizes) - 1)] if sizes else 0)

    workers = [context.Process(target=worker) for _ in range(WORKERS)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    if any(one.exitcode for one in workers):
        raise RuntimeError("A worker of the benchmark failed; its words are above.")
    return float(round(max(grown.get() for _ in workers) / MEGABYTE, 1))


def _resident() -> int:
    with open("/proc/self/statm") as told:  # noqa: PTH123
        return int(told.read().split()[1]) * 4096


def post_beside_bare_copy(there: England, count: int) -> dict[str, Any]:
    """Post to every budget, a thousand at once, in turn with a COPY of the same to a bare table."""
    budgets = list(Account.objects.filter(kind=AccountKind.BUDGET).values_list("id", flat=True))
    funding = get_shared(there.book_id, AccountKind.COUNCIL_FUNDING).id
    _make_bare_table()
    ours = bare = 0.0
    for start in range(0, count, MOST):
        postings = [_posting(there, funding, budget) for budget in budgets[start : start + MOST]]
        rows = [as_row(uuid7(), posting) for posting in postings]
        ours += _timed(lambda: _post(there, postings))  # noqa: B023  done at once
        bare += _timed(lambda: _copy(rows))  # noqa: B023
    return {
        "postings_a_second": round(count / ours),
        "bare_copy_a_second": round(count / bare),
        "times_bare_copy": round(ours / bare, 2),
    }


def _posting(there: England, debit: UUID, credit: UUID) -> Posting:
    return Posting(
        book_id=there.book_id,
        debit_id=debit,
        credit_id=credit,
        pence=280_00,
        key=uuid4(),
        kind=TransferKind.KEPT_BY_US,
        about=About("bench", credit),
        posted_by=SCHEDULER,
        occurred_on=there.now.date(),
        posted_at=there.now,
    )


def _post(there: England, postings: list[Posting]) -> None:
    with acting_for(acting(there)):
        ledgers.post_many(postings)


def _copy(rows: list[tuple[Any, ...]]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {BARE} ({', '.join(COLUMNS)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _make_bare_table() -> None:
    """A table with the keys and checks of transfers, and no trigger of ours."""
    table = Transfer._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {BARE} (LIKE {table} INCLUDING ALL)")
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype = 'f'",
            [table],
        )
        for name, definition in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {BARE} ADD CONSTRAINT {name}_bare {definition}")
